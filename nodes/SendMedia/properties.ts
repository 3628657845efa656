import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { shownWhereOffered, type Shown } from '../shared/editor/conditions';
import { described } from '../shared/editor/derive';

const FILES: INodePropertyOptions[] = [
  { name: 'Audio', value: 'audio' },
  { name: 'Automatic', value: 'auto', description: 'Judged by the file' },
  { name: 'Document', value: 'document' },
  { name: 'Image', value: 'image' },
  { name: 'Video', value: 'video' },
];

const LOCATION: INodePropertyOptions = {
  name: 'Location',
  value: 'location',
  description: 'A point on the map',
};

const FILE_TYPES = ['auto', 'image', 'video', 'audio', 'document'];
const WITH_CAPTION = ['auto', 'image', 'video', 'document'];

const mediaType = (options: INodePropertyOptions[], show: Shown): INodeProperties => ({
  displayName: 'Media Type',
  name: 'mediaType',
  type: 'options',
  options: [...options].sort((a, b) => a.name.localeCompare(b.name)),
  default: 'auto',
  displayOptions: { show },
  description: 'What the recipient sees',
});

/** The parameters of a file: a kind that the vendor lacks is absent. */
export const mediaProperties: INodeProperties[] = [
  ...shownWhereOffered('sendMedia', 'sendLocation', true).map((shown) =>
    mediaType([...FILES, LOCATION], shown),
  ),
  ...shownWhereOffered('sendMedia', 'sendLocation', false).map((shown) => mediaType(FILES, shown)),
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    options: [
      { name: 'File From Previous Step', value: 'binary', description: 'A file that the workflow carries' },
      { name: 'URL', value: 'url', description: 'A link to the file' },
    ],
    default: 'url',
    displayOptions: { show: { mediaType: FILE_TYPES } },
    description: 'Where the file is',
  },
  {
    displayName: 'Media URL',
    name: 'mediaUrl',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. https://example.com/catalogue.pdf',
    displayOptions: { show: { source: ['url'], mediaType: FILE_TYPES } },
    description: 'A link that opens without a login',
  },
  {
    displayName: 'Input Data Field Name',
    name: 'binaryPropertyName',
    type: 'string',
    required: true,
    default: 'data',
    placeholder: 'e.g. data',
    displayOptions: { show: { source: ['binary'], mediaType: FILE_TYPES } },
    hint: 'The name of the field that holds the file',
  },
  ...described('sendMedia', {
    displayName: 'Caption',
    name: 'caption',
    type: 'string',
    typeOptions: { rows: 2 },
    default: '',
    placeholder: 'e.g. Our new catalogue',
    displayOptions: { show: { mediaType: WITH_CAPTION } },
    description: 'Text below the file; WhatsApp shows none with audio',
  }),
  ...described('sendMedia', {
    displayName: 'File Name',
    name: 'fileName',
    type: 'string',
    default: '',
    placeholder: 'e.g. catalogue.pdf',
    displayOptions: { show: { mediaType: FILE_TYPES } },
    description: 'The name that the recipient sees; leave empty to keep the name of the file',
  }),
];

/** The parameters of a location. */
export const locationProperties: INodeProperties[] = [
  {
    displayName: 'Latitude',
    name: 'latitude',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. -23.561414',
    displayOptions: { show: { mediaType: ['location'] } },
    description: 'In degrees, south is negative',
  },
  {
    displayName: 'Longitude',
    name: 'longitude',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. -46.655881',
    displayOptions: { show: { mediaType: ['location'] } },
    description: 'In degrees, west is negative',
  },
  ...described('sendMedia', {
    displayName: 'Location Name',
    name: 'locationName',
    type: 'string',
    default: '',
    placeholder: 'e.g. Our shop',
    displayOptions: { show: { mediaType: ['location'] } },
  }),
  ...described('sendMedia', {
    displayName: 'Address',
    name: 'address',
    type: 'string',
    default: '',
    placeholder: 'e.g. Av. Paulista, 1000 - São Paulo',
    displayOptions: { show: { mediaType: ['location'] } },
    description: 'Shown below the name',
  }),
];
