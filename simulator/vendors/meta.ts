import type { Application } from 'express';
import { bearerToken } from '../fields';
import { answering, unreadable, vendorApplication } from '../receiving';
import type { Answer, ArrivingRequest } from '../recording';
import type { World } from '../world';
import { META } from './metaFixtures';
import { numbers, templates } from './metaList';
import { send, upload } from './metaMessage';
import { invalid, refusal } from './metaRefusals';

/** Meta's Cloud API as its description of 2025 has it: messages, files and the lists of the business account. */
export function meta(world: World): Application {
  const application = vendorApplication(world, 'meta', '');
  const route = (answer: (request: ArrivingRequest) => Answer) =>
    answering(world, (request) =>
      bearerToken(request.headers) === META.token
        ? answer(request)
        : refusal(401, 190, 'Error validating access token'),
    );
  const ofNumber = (answer: (request: ArrivingRequest) => Answer) =>
    route((request) => {
      if (!Object.hasOwn(META.numbers, request.parameters['id'] ?? '')) throw NO_SUCH_OBJECT;
      return answer(request);
    });
  const ofAccount = (answer: (request: ArrivingRequest) => Answer) =>
    route((request) => {
      if (request.parameters['id'] !== META.businessAccountId) throw NO_SUCH_OBJECT;
      return answer(request);
    });
  const version = '/:version';
  application.post(
    `${version}/:id/messages`,
    ofNumber((request) => send(world, request)),
  );
  application.post(
    `${version}/:id/media`,
    ofNumber((request) => upload(world, request)),
  );
  application.get(`${version}/:id/phone_numbers`, ofAccount(numbers));
  application.get(`${version}/:id/message_templates`, ofAccount(templates));
  application.get(
    `${version}/me`,
    route(() => ({ status: 200, body: { id: '122100000000000000' } })),
  );
  application.get(
    `${version}/:id`,
    ofNumber(({ parameters }) => ({ status: 200, body: { id: parameters['id'] } })),
  );
  application.use(route(() => refusal(400, 2500, 'Unknown path components')));
  application.use(unreadable);
  return application;
}

const NO_SUCH_OBJECT = invalid('Unsupported request. Object with ID does not exist.');
