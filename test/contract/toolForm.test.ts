import type { INodeProperties, INodeType } from 'n8n-workflow';
import { nodeTypes } from '../support/packageTypes';

const actions = (): INodeType[] =>
  nodeTypes().filter(({ description }) => description.usableAsTool !== undefined);

const propertyOf = ({ description }: INodeType, name: string): INodeProperties | undefined =>
  description.properties.find((each) => each.name === name);

describe('field U18: what a builder and a model read where an agent uses a node', () => {
  it('is tried with every action', () => expect(actions()).toHaveLength(5));

  it.each(actions().map((type) => [type.description.name, type] as const))(
    '%s says to the model that a call sends a real message',
    (_name, { description: { usableAsTool } }) => {
      const told = typeof usableAsTool === 'object' ? usableAsTool.replacements?.description : undefined;
      expect(told).toMatch(/\breal\b.*message/);
    },
  );

  it.each(actions().map((type) => [type.description.name, type] as const))(
    '%s warns against letting the model choose the recipient',
    (_name, type) => {
      expect(propertyOf(type, 'to')?.description).toContain('do not let the model choose it');
    },
  );

  it.each(
    actions()
      .filter(({ description: { name } }) => name !== 'sendAndWait')
      .map((type) => [type.description.name, type] as const),
  )('%s says so in a notice that only the form of a tool shows', (_name, type) => {
    const notice = propertyOf(type, 'toolNotice');
    expect(notice?.displayName).toContain('Do not let the model choose the recipient');
    expect(notice?.displayOptions).toEqual({ show: { '@tool': [true] } });
  });

  it.each(actions().map((type) => [type.description.name, type] as const))(
    '%s offers the model no vendor and no allowed recipients to fill in',
    (_name, type) => {
      const options = propertyOf(type, 'options')?.options as INodeProperties[];
      const fixed = [
        propertyOf(type, 'vendor'),
        ...options.filter(({ name }) => /^allowedR|^recipientL/.test(name)),
      ];
      expect(fixed.map((each) => each?.noDataExpression)).toEqual([true, true, true]);
    },
  );
});
