import type { Application } from 'express';
import { isObject, ownValue } from '../fields';
import type { Fields } from '../fields';
import { AIDESK } from './aideskFixtures';
import { answering, unreadable } from '../receiving';
import type { ArrivingRequest, Refusal } from '../recording';
import type { World } from '../world';

const INSTANCE_OF_KEY: Readonly<Record<string, number>> = {
  [AIDESK.apiKey]: AIDESK.instanceId,
  [AIDESK.foreignApiKey]: AIDESK.foreignInstanceId,
};

/** Each host has its own envelope for a refusal. */
export type Refuse = (status: number, message: string) => Refusal;

/** The document: only POST, and each path on its own host only. */
export function closed(world: World, application: Application, path: string, refuse: Refuse): void {
  application.all(
    path,
    answering(world, () => {
      throw refuse(405, 'Método não permitido');
    }),
  );
  application.use(
    answering(world, () => {
      throw refuse(404, 'Rota não encontrada');
    }),
  );
  application.use(unreadable);
}

/** The instance that the request's key is bound to; undefined for an unknown key. */
export function instanceOf(request: ArrivingRequest): number | undefined {
  return INSTANCE_OF_KEY[request.headers['apikey'] ?? ''];
}

export function readBody(request: ArrivingRequest, refuse: Refuse): Fields {
  if (!isObject(request.json)) throw refuse(400, 'Payload inválido');
  return request.json;
}

/** Types as documented: integers are JSON numbers; a field that the document does not name is refused. */
export function check(
  body: Fields,
  types: Readonly<Record<string, 'string' | 'integer' | 'object'>>,
  refuse: Refuse,
): void {
  for (const [name, value] of Object.entries(body)) {
    const type = ownValue(types, name);
    if (!type) throw refuse(400, `Campo desconhecido: ${name}`);
    const fits =
      type === 'integer'
        ? Number.isInteger(value)
        : type === 'object'
          ? isObject(value)
          : typeof value === 'string';
    if (!fits) throw refuse(400, `Campo ${name} deve ser do tipo ${type}`);
  }
}

export function demand(body: Fields, names: readonly string[], refuse: Refuse): void {
  for (const name of names) {
    if (body[name] === undefined || body[name] === '') throw refuse(400, `Campo obrigatório: ${name}`);
  }
}
