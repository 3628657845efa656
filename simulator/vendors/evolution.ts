import type { Application } from 'express';
import { isObject } from '../fields';
import { answering, unreadable, vendorApplication } from '../receiving';
import type { Answer, ArrivingRequest, InboxMessage } from '../recording';
import type { World } from '../world';
import { refused } from './evolutionAnswers';
import { EVOLUTION } from './evolutionFixtures';
import { CALLS, send, type Channel } from './evolutionMessage';

/** Evolution API as its version 2.3.7 was seen to answer, with linked phones or with official numbers. */
export const evolution =
  (channel: Channel) =>
  (world: World): Application => {
    const application = vendorApplication(world, 'evolution', channel);
    const instances: readonly string[] = EVOLUTION.instances[channel];
    /** The server looks for the instance before it looks at the key. */
    const ofInstance = (answer: (request: ArrivingRequest) => Answer) =>
      answering(world, (request) => {
        const { instance = '' } = request.parameters;
        if (!instances.includes(instance)) throw refused(404, [`The "${instance}" instance does not exist`]);
        refuseStranger(request);
        return answer(request);
      });
    for (const call of Object.keys(CALLS))
      application.post(
        `/message/${call}/:instance`,
        ofInstance((request) => send(world, channel, call, request)),
      );
    application.post(
      '/chat/findMessages/:instance',
      ofInstance((request) => find(world, channel, request)),
    );
    application.get(
      '/instance/connectionState/:instance',
      ofInstance(({ parameters: { instance } }) => ({
        status: 200,
        body: { instance: { instanceName: instance, state: 'open' } },
      })),
    );
    application.get(
      '/instance/fetchInstances',
      answering(world, (request) => {
        refuseStranger(request);
        return {
          status: 200,
          body: instances.map((name) => ({ id: EVOLUTION.instanceId, name, connectionStatus: 'open' })),
        };
      }),
    );
    application.use(
      answering(world, ({ method, path }) => {
        throw refused(404, [`Cannot ${method} ${path}`]);
      }),
    );
    application.use(unreadable);
    return application;
  };

function refuseStranger({ headers }: ArrivingRequest): void {
  if (headers['apikey'] !== EVOLUTION.key) throw refused(401, 'Unauthorized');
}

/** Messages of a chat between two times, the newest first. */
function find(world: World, channel: Channel, { json }: ArrivingRequest): Answer {
  const where = isObject(json) && isObject(json['where']) ? json['where'] : {};
  const key = isObject(where['key']) ? where['key'] : {};
  const time = isObject(where['messageTimestamp']) ? where['messageTimestamp'] : {};
  const [from, to] = [Date.parse(String(time['gte'])), Date.parse(String(time['lte']))];
  const fits = ({ vendor, host, to: number, at, messageId }: InboxMessage): boolean =>
    vendor === 'evolution' &&
    host === channel &&
    (key['remoteJid'] === undefined || key['remoteJid'] === `${number}@s.whatsapp.net`) &&
    (key['id'] === undefined || key['id'] === messageId) &&
    !(Date.parse(at) < from || Date.parse(at) > to);
  const records = world.inbox.filter(fits).reverse().map(recordOf);
  return {
    status: 200,
    body: { messages: { total: records.length, pages: 1, currentPage: 1, records } },
  };
}

function recordOf({ to, messageId, kind, text = '', media, location, at }: InboxMessage): object {
  const message: Record<string, object | string> = {};
  if (kind === 'text') message['conversation'] = text;
  else if (location !== undefined)
    message['locationMessage'] = {
      degreesLatitude: location.latitude,
      degreesLongitude: location.longitude,
      ...(location.name !== undefined && { name: location.name }),
    };
  else
    message[`${kind}Message`] = {
      ...(text !== '' && { caption: text }),
      ...(media?.fileName !== undefined && { fileName: media.fileName }),
    };
  return {
    key: { id: messageId, fromMe: true, remoteJid: `${to}@s.whatsapp.net` },
    pushName: 'Você',
    messageType: kind === 'text' ? 'conversation' : `${kind}Message`,
    message,
    messageTimestamp: Math.floor(Date.parse(at) / 1000),
    instanceId: EVOLUTION.instanceId,
    MessageUpdate: [],
  };
}
