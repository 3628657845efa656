import type { INodeProperties, INodeType } from 'n8n-workflow';
import type { Vendor } from '../../core/contract/vendor';
import { SendTemplate } from '../../nodes/SendTemplate/SendTemplate.node';
import { SendText } from '../../nodes/SendText/SendText.node';
import { acme } from '../core/acme';

/** Acme as it is, and two vendors like it that write numbers without 55. */
jest.mock('../../vendors', () => {
  const { acme } = jest.requireActual<{ acme: Vendor }>('../core/acme');
  const national = { ...acme, numberForm: 'national' as const };
  const generations = {
    only: {
      label: '',
      operations: {
        sendText: { ...acme.generations['large']!.operations.sendText! },
        sendTemplate: {
          ...acme.generations['large']!.operations.sendTemplate!,
          hints: {},
          lookups: {},
          defaultLanguage: undefined,
        },
      },
    },
  };
  return {
    vendors: [
      acme,
      { ...national, id: 'hooli', name: 'Hooli', generations },
      { ...national, id: 'initech', name: 'Initech', generations },
    ],
  };
});

const shown = ({ description }: INodeType, name: string, vendor: string): INodeProperties[] => {
  const options = description.properties.find((each) => each.name === 'options')
    ?.options as INodeProperties[];
  return [...description.properties, ...options].filter((property) => {
    const { vendor: beside, '/vendor': above } = property.displayOptions?.show ?? {};
    return property.name === name && (beside ?? above ?? [vendor]).includes(vendor);
  });
};

const descriptions = (node: INodeType, name: string, vendor: string) =>
  shown(node, name, vendor).map(({ description }) => description);

describe('what the editor takes from a declaration', () => {
  const text = new SendText();
  const template = new SendTemplate();

  it('is who may be named: Recipient Type only where a generation takes a user id', () => {
    expect(shown(text, 'recipientType', 'acme')).toHaveLength(1);
    expect(shown(text, 'recipientType', 'hooli')).toEqual([]);
  });

  it('is how numbers are written: Remove Country Code only for vendors without one, by their names', () => {
    expect(shown(text, 'stripCountryCode', 'acme')).toEqual([]);
    expect(descriptions(text, 'stripCountryCode', 'initech')).toEqual([
      'Whether to take 55 off Brazilian numbers, as Hooli and Initech write them',
    ]);
  });

  it('is what a vendor says about an input, shown for that vendor only', () => {
    expect(descriptions(template, 'template', 'acme')).toEqual([
      'The approved template. Its number in the catalogue.',
    ]);
    expect(descriptions(template, 'template', 'hooli')).toEqual(['The approved template']);
    expect(descriptions(template, 'template', 'initech')).toEqual(['The approved template']);
  });

  it('is the language that counts where none is given', () => {
    expect(descriptions(template, 'language', 'acme')).toEqual([
      'The language that the template was approved in; en when left empty',
    ]);
    expect(descriptions(template, 'language', 'hooli')).toEqual([
      'The language that the template was approved in',
    ]);
  });

  it('is which parts of a template there are', () => {
    for (const name of ['headerType', 'headerValue', 'buttons'])
      expect(shown(template, name, 'acme')).toHaveLength(1);
    expect(acme.generations['large']?.operations.sendTemplate?.honours).toContain('buttons');
  });
});
