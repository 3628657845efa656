import { z } from 'zod/v4';
import { json } from '../../core/contract/http';
import { toStatus } from '../../core/contract/status';
import type { Acceptance, Operations } from '../../core/contract/vendor';
import { bodyComponents, byName, refuseMixed } from '../families/templateComponents';
import { addressOf, type EvolutionConfig } from './config';
import { carried, fetched } from './file';
import type { EvolutionInputs } from './inputs';
import { isFile, isPlace, isText, recordsThat, requests } from './lookBack';
import { refusedByMeta } from './refusal';
import { WORDS } from './webhook';

/** Without the id the message was not handed over, whatever the HTTP status is. */
const accepted = z
  .object({ key: z.object({ id: z.string().min(1) }), status: z.string().nullish() })
  .transform(
    ({ key, status }): Acceptance => ({ messageId: key.id, status: status ? toStatus(status, WORDS) : null }),
  );

/** What every operation shares. */
const shared = { recipient: 'phone', honours: ['instance'], accepted } as const;

const MB = 1024 * 1024;

/** The server takes JSON of 136 MB, in which a file is a third longer than outside. */
const LARGEST = 100 * MB;

/** NUL characters are sent to WhatsApp but cannot be stored, after which the answer says that nothing was. */
const storable = (text: string): string => text.replaceAll('\0', '');

const storedCaption = (caption: string | undefined): string | undefined =>
  caption === undefined ? undefined : storable(caption);

/** A linked phone. */
export const baileys = {
  sendText: {
    ...shared,
    honours: ['instance', 'linkPreview'],
    request: ({ to, text, linkPreview, ...input }, config) => ({
      method: 'POST',
      url: addressOf('message/sendText', input, config),
      body: json({
        number: to,
        text: storable(text),
        ...(linkPreview === false && { linkPreview: false }),
      }),
    }),
    lookBack: { requests, answer: ({ text }) => recordsThat(isText(storable(text))) },
  },
  sendMediaByUrl: {
    ...shared,
    media: { image: ['caption'], video: ['caption'], audio: ['fileName'], document: ['caption', 'fileName'] },
    request: ({ to, mediaType, mediaUrl, fileName, caption, ...input }, config) => ({
      method: 'POST',
      url: addressOf('message/sendMedia', input, config),
      body: json({
        number: to,
        ...fetched(mediaType, mediaUrl, fileName),
        ...(caption !== undefined && { caption: storable(caption) }),
      }),
    }),
    lookBack: {
      requests,
      answer: ({ mediaType, mediaUrl, fileName, caption }) =>
        recordsThat(
          isFile(mediaType, storedCaption(caption), fetched(mediaType, mediaUrl, fileName).fileName),
        ),
    },
  },
  sendMediaByUpload: {
    ...shared,
    media: {
      image: ['caption'],
      video: ['caption', 'fileName'],
      audio: ['fileName'],
      document: ['caption', 'fileName'],
    },
    largestFile: { image: LARGEST, video: LARGEST, audio: LARGEST, document: LARGEST },
    request: ({ to, mediaType, file, fileName, caption, ...input }, config) => ({
      method: 'POST',
      url: addressOf('message/sendMedia', input, config),
      body: json({
        number: to,
        ...carried(mediaType, file, fileName),
        ...(caption !== undefined && { caption: storable(caption) }),
      }),
    }),
    lookBack: {
      requests,
      answer: ({ mediaType, file, fileName, caption }) =>
        recordsThat(isFile(mediaType, storedCaption(caption), carried(mediaType, file, fileName).fileName)),
    },
  },
  sendLocation: {
    ...shared,
    honours: ['instance', 'locationName', 'address'],
    // Both names must be there, be they empty.
    request: ({ to, latitude, longitude, locationName = '', address = '', ...input }, config) => ({
      method: 'POST',
      url: addressOf('message/sendLocation', input, config),
      body: json({ number: to, latitude, longitude, name: locationName, address }),
    }),
    lookBack: { requests, answer: ({ latitude, longitude }) => recordsThat(isPlace(latitude, longitude)) },
  },
} satisfies Operations<EvolutionInputs, EvolutionConfig>;

/** An official number behind the same calls, and templates; what Meta refuses is answered as a success. */
export const cloud: Operations<EvolutionInputs, EvolutionConfig> = {
  sendText: { ...baileys.sendText, refused: refusedByMeta },
  sendMediaByUrl: { ...baileys.sendMediaByUrl, refused: refusedByMeta },
  sendMediaByUpload: { ...baileys.sendMediaByUpload, refused: refusedByMeta },
  sendLocation: { ...baileys.sendLocation, refused: refusedByMeta },
  sendTemplate: {
    ...shared,
    requires: ['template'],
    honours: ['instance', 'language', 'variables'],
    defaultLanguage: 'pt_BR',
    hints: { template: 'Its name as WhatsApp Manager shows it' },
    refused: refusedByMeta,
    request: ({ to, template, language, variables = [], ...input }, config) => {
      refuseMixed(variables);
      return {
        method: 'POST',
        url: addressOf('message/sendTemplate', input, config),
        body: json({
          number: to,
          name: template,
          language,
          ...(variables.length > 0 && { components: bodyComponents(variables, byName) }),
        }),
      };
    },
  },
};
