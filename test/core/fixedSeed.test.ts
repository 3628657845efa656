import fc from 'fast-check';

test('a property is tried with the same values in every run', () => {
  const values = (): string[] => fc.sample(fc.string({ minLength: 8 }), 10);
  expect(values()).toEqual(values());
});
