import type { IAuthenticate, ICredentialType, INodeProperties } from 'n8n-workflow';
import { commandsOf } from '../core/curl/credential';
import { noOtherDomains } from './shared/domains';
import { filledIn } from './shared/filling';
import { allowPlainHttp, allowsPlainHttp } from './shared/ownServer';
import { messagesPerMinute, workersSharing } from './shared/pacing';
import { savedNames, savedTemplates } from './shared/saved';
import { signed } from './shared/signing';

const command = (
  displayName: string,
  name: string,
  description: string,
  placeholder: string,
): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  typeOptions: { rows: 6 },
  noDataExpression: true,
  default: '',
  placeholder,
  description,
});

/** Any vendor, by the cURL examples of its documentation. The nodes test it; nothing is sent for that. */
export class MensageiroOtherApi implements ICredentialType {
  name = 'mensageiroOtherApi';

  displayName = 'Other Vendor API';

  icon = { light: 'file:../icons/other.svg', dark: 'file:../icons/other.dark.svg' } as const;

  documentationUrl =
    'https://github.com/mensageiro/n8n-nodes-mensageiro/blob/main/docs/credentials.md#other-vendor-api';

  properties: INodeProperties[] = [
    {
      displayName:
        "Paste the cURL example of your vendor's documentation and write {{number}} and {{text}} where these go. The test of this credential reads the commands and sends nothing, so it cannot tell whether the key is right: send one message to yourself.",
      name: 'notice',
      type: 'notice',
      default: '',
    },
    {
      displayName: 'Secret',
      name: 'secret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'The key or token of your account. It is sent where the command has one, so the example of the documentation can stay as it is; write {{secret}} where there are several. Without it the key in the command is sent, which all who may open this credential can read.',
    },
    command(
      'Text Command',
      'textCommand',
      'The cURL example that sends a text, with {{number}} and {{text}} in their places',
      'e.g. curl -X POST https://api.example.com/messages -H "Authorization: Bearer YOUR_TOKEN" -d \'{"to":"{{number}}","text":"{{text}}"}\'',
    ),
    command(
      'Media Command',
      'mediaCommand',
      'The cURL example that sends a file: {{media_url}} for a link or {{file}} for the file itself, and {{caption}}, {{file_name}}, {{mime_type}} and {{media_type}} where the vendor takes them',
      'e.g. curl https://api.example.com/media -F to={{number}} -F file=@photo.jpg -F caption={{caption}}',
    ),
    command(
      'File Command',
      'fileCommand',
      'Only where the vendor takes files in another way than links: the cURL example that uploads one, with {{file}} in its place',
      'e.g. curl https://api.example.com/files -F to={{number}} -F file=@photo.jpg -F caption={{caption}}',
    ),
    command(
      'Template Command',
      'templateCommand',
      'The cURL example that sends a template: {{template}}, {{language}}, and {{variables}} for all variables or {{variable 1}} and {{variable name}} for single ones',
      'e.g. curl https://api.example.com/templates -d \'{"to":"{{number}}","template":"{{template}}","params":"{{variables}}"}\'',
    ),
    {
      displayName: 'Marks',
      name: 'marks',
      type: 'fixedCollection',
      placeholder: 'Add Mark',
      typeOptions: { multipleValues: true, sortable: true },
      default: {},
      description:
        'In the place of writing marks into the commands: which part of their sample stands for what, such as the sample number',
      options: [
        {
          name: 'values',
          displayName: 'Mark',
          values: [
            {
              displayName: 'Sample',
              name: 'sample',
              type: 'string',
              default: '',
              placeholder: 'e.g. 5511999999999',
              description: 'The part of the command, copied from it',
            },
            {
              displayName: 'Stands For',
              name: 'mark',
              type: 'options',
              options: [
                { name: 'Caption', value: 'caption' },
                { name: 'File', value: 'file' },
                { name: 'File Name', value: 'file_name' },
                { name: 'Language', value: 'language' },
                { name: 'Media Link', value: 'media_url' },
                { name: 'Media Type', value: 'media_type' },
                { name: 'MIME Type', value: 'mime_type' },
                { name: 'Number', value: 'number' },
                { name: 'Secret', value: 'secret' },
                { name: 'Template', value: 'template' },
                { name: 'Text', value: 'text' },
                { name: 'Variable', value: 'variable' },
                { name: 'Variables', value: 'variables' },
              ],
              default: 'number',
              description: 'What is sent in the place of the sample',
            },
            {
              displayName: 'Variable',
              name: 'variable',
              type: 'string',
              default: '',
              placeholder: 'e.g. 1',
              displayOptions: { show: { mark: ['variable'] } },
              description: 'The number or the name of the variable',
            },
          ],
        },
      ],
    },
    {
      displayName: 'Number Form',
      name: 'numberForm',
      type: 'options',
      options: [
        { name: '+5511999999999', value: 'plus' },
        { name: '11999999999', value: 'national', description: 'Without country code; only for Brazil' },
        { name: '5511999999999', value: 'digits' },
      ],
      default: 'digits',
      description: 'How the vendor writes a number, with or without country code',
    },
    {
      displayName: 'ID Path',
      name: 'idPath',
      type: 'string',
      default: '',
      placeholder: 'e.g. messages[0].id',
      description:
        'Where in the answer the ID of the message stands; several are tried in turn with || between them. With it a message counts as sent, without it as accepted.',
    },
    {
      displayName: 'Success Path',
      name: 'successPath',
      type: 'string',
      default: '',
      placeholder: 'e.g. status',
      description:
        'Where the answer says that the vendor took the message, if the documentation shows it. Empty means that any answer with a status of success counts that says no "no".',
    },
    {
      displayName: 'Success Value',
      name: 'successValue',
      type: 'string',
      default: '',
      placeholder: 'e.g. queued',
      description: 'What stands there then. Empty means anything but false, 0 and nothing.',
    },
    {
      displayName: 'Reason Path',
      name: 'reasonPath',
      type: 'string',
      default: '',
      placeholder: 'e.g. error.message',
      description: 'Where a refusal says why. Empty means that the usual places are looked at.',
    },
    allowPlainHttp,
    messagesPerMinute,
    workersSharing,
    savedNames,
    savedTemplates,
    noOtherDomains,
  ];

  authenticate: IAuthenticate = async (credentials, request) => {
    const commands = commandsOf(credentials);
    const letters = 'refused' in commands ? [] : Object.values(commands.letters);
    const addresses = letters.map(({ origin }) => origin);
    const own = signed(request, {}, { addresses, plainHttp: allowsPlainHttp(credentials) });
    if ('refused' in commands) throw new Error(commands.refused);
    return filledIn(own, commands.secrets);
  };
}
