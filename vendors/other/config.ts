import { z } from 'zod/v4';
import { readChoice } from '../../core/contract/switches';
import { commandsOf, type CommandField } from '../../core/curl/credential';
import type { Letter } from '../../core/curl/letter';

/** How the vendor writes a Brazilian number. */
export const NUMBER_FORMS = ['digits', 'plus', 'national'] as const;

export type NumberForm = (typeof NUMBER_FORMS)[number];

/** What a credential says, without any secret. */
export interface Config {
  letters: Partial<Record<CommandField, Letter>>;
  numberForm: NumberForm;
  idPath: string;
  successPath: string;
  successValue: string;
  reasonPath: string;
  /** By these addresses the account is known. */
  textAddress?: string;
  mediaAddress?: string;
  fileAddress?: string;
  templateAddress?: string;
}

const trimmedText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export const config = z.record(z.string(), z.unknown()).transform((fields, context): Config => {
  const commands = commandsOf(fields);
  if ('refused' in commands) {
    context.addIssue({ code: 'custom', message: commands.refused, continue: false });
    return z.NEVER;
  }
  const { textCommand, mediaCommand, fileCommand, templateCommand } = commands.letters;
  return {
    letters: commands.letters,
    numberForm: readChoice(fields['numberForm'] ?? 'digits', NUMBER_FORMS) ?? 'digits',
    idPath: trimmedText(fields['idPath']),
    successPath: trimmedText(fields['successPath']),
    successValue: trimmedText(fields['successValue']),
    reasonPath: trimmedText(fields['reasonPath']),
    ...(textCommand !== undefined && { textAddress: textCommand.origin }),
    ...(mediaCommand !== undefined && { mediaAddress: mediaCommand.origin }),
    ...(fileCommand !== undefined && { fileAddress: fileCommand.origin }),
    ...(templateCommand !== undefined && { templateAddress: templateCommand.origin }),
  };
});
