import type { INodeProperties } from 'n8n-workflow';
import { credentialTypes, nodeTypes } from './packageTypes';

/** What n8n knows of a node or a credential type, as JSON. */
export type Description = { properties: INodeProperties[] } & Record<string, unknown>;

const asJson = (value: unknown): Description => JSON.parse(JSON.stringify(value)) as Description;

/** Every node and credential type as it is now, by the name that workflows know it by. */
export function descriptions(): Record<string, Description> {
  return Object.fromEntries([
    ...nodeTypes().map(({ description }) => [description.name, asJson(description)]),
    ...credentialTypes().map((credential) => [credential.name, asJson(credential)]),
  ]) as Record<string, Description>;
}

/** The parameter by which the others are chosen. */
const CHOICE = ['vendor', 'source'];

/**
 * A description by what each choice shows, in its order: that parameters of different vendors, which nobody
 * sees together, change places is no change.
 */
export function shownByChoice({ properties, ...rest }: Description): Record<string, unknown> {
  const choice = properties.find(({ name }) => CHOICE.includes(name));
  const values = (choice?.options ?? []).map((option) => ('value' in option ? String(option.value) : ''));
  const shownFor = (value: string): INodeProperties[] => properties.flatMap((each) => forChoice(each, value));
  return {
    ...rest,
    ...(values.length === 0
      ? { properties }
      : Object.fromEntries(values.map((value) => [value, shownFor(value)]))),
  };

  function forChoice(property: INodeProperties, value: string): INodeProperties[] {
    const { displayOptions, options, ...others } = property;
    const { show = {}, hide } = displayOptions ?? {};
    for (const name of [choice?.name ?? '', `/${choice?.name}`]) {
      const wanted = show[name] as string[] | undefined;
      if (wanted !== undefined && !wanted.includes(value)) return [];
    }
    const conditions = Object.fromEntries(
      Object.entries(show).filter(([name]) => !CHOICE.includes(name.replace('/', ''))),
    );
    const inner =
      property.type === 'collection'
        ? (options as INodeProperties[]).flatMap((option) => forChoice(option, value))
        : options;
    return [
      {
        ...others,
        ...(inner !== undefined && { options: inner }),
        ...((Object.keys(conditions).length > 0 || hide !== undefined) && {
          displayOptions: { show: conditions, ...(hide && { hide }) },
        }),
      },
    ];
  }
}
