import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { offeredOperations, type Vendor } from '../../core/contract/vendor';
import { described, shownWhere, vendorsOf } from '../shared/editor/derive';

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

const idsOf = (condition: (vendor: Vendor) => boolean): string[] =>
  vendorsOf('sendMedia')
    .filter(condition)
    .map(({ id }) => id);

const sendsLocation = (vendor: Vendor): boolean => offeredOperations(vendor).includes('sendLocation');

const mediaType = (options: INodePropertyOptions[], vendor: string[]): INodeProperties => ({
  displayName: 'Media Type',
  name: 'mediaType',
  type: 'options',
  options: [...options].sort((a, b) => a.name.localeCompare(b.name)),
  default: 'auto',
  displayOptions: { show: { vendor } },
  description: 'What the recipient sees',
});

/** The parameters of a file: a kind that the vendor lacks is absent. */
export const mediaProperties: INodeProperties[] = [
  mediaType([...FILES, LOCATION], idsOf(sendsLocation)),
  mediaType(
    FILES,
    idsOf((vendor) => !sendsLocation(vendor)),
  ),
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
  {
    displayName: 'File Name',
    name: 'fileName',
    type: 'string',
    default: '',
    placeholder: 'e.g. catalogue.pdf',
    displayOptions: shownWhere('sendMedia', 'fileName', { mediaType: FILE_TYPES }),
    description: 'The name that the recipient sees; leave empty to keep the name of the file',
  },
];

/** The parameters of a location. */
export const locationProperties: INodeProperties[] = [
  {
    displayName: 'Latitude',
    name: 'latitude',
    type: 'number',
    typeOptions: { numberPrecision: 6, minValue: -90, maxValue: 90 },
    required: true,
    default: 0,
    displayOptions: { show: { mediaType: ['location'] } },
    description: 'In degrees, south is negative',
  },
  {
    displayName: 'Longitude',
    name: 'longitude',
    type: 'number',
    typeOptions: { numberPrecision: 6, minValue: -180, maxValue: 180 },
    required: true,
    default: 0,
    displayOptions: { show: { mediaType: ['location'] } },
    description: 'In degrees, west is negative',
  },
  {
    displayName: 'Location Name',
    name: 'locationName',
    type: 'string',
    default: '',
    placeholder: 'e.g. Our shop',
    displayOptions: shownWhere('sendMedia', 'locationName', { mediaType: ['location'] }),
  },
  {
    displayName: 'Address',
    name: 'address',
    type: 'string',
    default: '',
    placeholder: 'e.g. Av. Paulista, 1000 - São Paulo',
    displayOptions: shownWhere('sendMedia', 'address', { mediaType: ['location'] }),
    description: 'Shown below the name',
  },
];
