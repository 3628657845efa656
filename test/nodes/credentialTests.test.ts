import type { ICredentialDataDecryptedObject, ICredentialTestFunction, INodeType } from 'n8n-workflow';
import { SendMedia } from '../../nodes/SendMedia/SendMedia.node';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { SendText } from '../../nodes/SendText/SendText.node';
import { StatusTrigger } from '../../nodes/StatusTrigger/StatusTrigger.node';
import { vendors } from '../../vendors';

/** Credentials that no call can test are read by the nodes; n8n finds the function by the name in `testedBy`. */

const nodes: INodeType[] = [new SendText(), new SendMedia(), new SendTemplate()];

const checked = vendors.filter(({ credential }) => credential.check !== undefined);

const SECRET = 'k3y-9f86d081884c7d65';
const COMMAND = `curl -XPOST https://api.example/send -H 'apikey: ${SECRET}' -d '{"to":"{{number}}","text":"{{text}}"}' | jq`;

const functionOf = (node: INodeType, type: string): ICredentialTestFunction | undefined => {
  const { testedBy } = node.description.credentials?.find(({ name }) => name === type) ?? {};
  return typeof testedBy === 'string' ? node.methods?.credentialTest?.[testedBy] : undefined;
};

async function answerTo(data: ICredentialDataDecryptedObject, node = nodes[0] as INodeType) {
  const type = checked[0]?.credential.type ?? '';
  return await functionOf(node, type)?.call({} as never, { id: '1', name: 'test', type, data });
}

it('there is such a credential, and each node that uses it tests it', () => {
  expect(checked.length).toBeGreaterThan(0);
  for (const { credential } of checked)
    for (const node of nodes) expect(functionOf(node, credential.type)).toBeInstanceOf(Function);
});

it("the trigger tests the secret of deliveries, and leaves the vendors' credentials to themselves", () => {
  const trigger = new StatusTrigger();
  const [own, ...others] = trigger.description.credentials?.map(({ name }) => name) ?? [];
  expect(functionOf(trigger, own ?? '')).toBeInstanceOf(Function);
  expect(others.length).toBeGreaterThan(0);
  for (const type of others) expect(functionOf(trigger, type)).toBeUndefined();
});

it('no other credential is tested so', () => {
  const others = vendors.filter(({ credential }) => credential.check === undefined);
  for (const { credential } of others)
    for (const node of nodes) expect(functionOf(node, credential.type)).toBeUndefined();
});

it('says what the commands come to, without the secret, and that nothing was sent', async () => {
  const answer = await answerTo({ textCommand: COMMAND });
  expect(answer).toEqual({
    status: 'OK',
    message:
      'Nothing was sent. Text Command: POST to https://api.example, filled in at {{number}}, {{text}}. ' +
      'What follows the | works on the answer and was left out. ' +
      'The body is JSON without a header that says so; it is sent as JSON.',
  });
});

it.each<[string, ICredentialDataDecryptedObject, string]>([
  ['an empty credential', {}, '"Text Command" is empty, and so are the other commands.'],
  [
    'a command that cannot be read',
    { textCommand: 'curl -k https://a.example' },
    '"Text Command" has -k, which',
  ],
  [
    'a key that is missing',
    { textCommand: COMMAND.replace(SECRET, 'YOUR_KEY') },
    '"Text Command" has no secret in the header apikey, only YOUR_KEY. Fill in "Secret"',
  ],
  ['one of several', { textCommand: COMMAND, mediaCommand: 'curl' }, '"Media Command" names no address.'],
])('says of %s what to do', async (_what, data, says) => {
  const answer = await answerTo(data);
  expect(answer).toEqual({ status: 'Error', message: expect.stringContaining(says) });
  expect(JSON.stringify(answer)).not.toContain(SECRET);
});
