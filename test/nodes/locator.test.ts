import { chosen, locator } from '../../nodes/shared/editor/locator';

describe('a list as a parameter', () => {
  const list = {
    displayName: 'From List',
    name: 'list',
    type: 'list',
    typeOptions: { searchListMethod: 'list_acme_queue', searchable: true },
  };
  const byId = { displayName: 'By ID', name: 'id', type: 'string' };

  test('is chosen from it first, or given by its ID', () => {
    const parameter = { type: 'resourceLocator', default: { mode: 'list', value: '' } };
    expect(locator('list_acme_queue', undefined)).toStrictEqual({ ...parameter, modes: [list, byId] });
    expect(locator('list_acme_queue', 'e.g. 7')).toStrictEqual({
      ...parameter,
      modes: [list, { ...byId, placeholder: 'e.g. 7' }],
    });
  });

  test.each<[unknown, unknown]>([
    [{ __rl: true, mode: 'list', value: '7', cachedResultName: 'Sales' }, '7'],
    [{ __rl: true, mode: 'id', value: 7 }, 7],
    [{ __rl: true, mode: 'list' }, undefined],
    ['7', '7'],
    [7, 7],
    ['', ''],
    [null, null],
    [undefined, undefined],
    [{ value: '7' }, { value: '7' }],
    [Object.create({ __rl: true }) as object, {}],
    [['7'], ['7']],
  ])('holding %j means %j', (value, id) => {
    expect(chosen(value)).toEqual(id);
  });
});
