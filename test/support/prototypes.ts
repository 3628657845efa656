/** What every object, function and promise inherits from. */
const PROTOTYPES: readonly object[] = [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  Date,
  RegExp,
  Error,
  Map,
  Set,
  Promise,
  Uint8Array,
  Buffer,
  URL,
  URLSearchParams,
].flatMap((constructor) => [constructor, constructor.prototype as object]);

type Own = Record<string | symbol, PropertyDescriptor>;

/** A picture of JavaScript itself: every property of every prototype, with its value. */
export const pictureOfPrototypes = (): Own[] =>
  [...PROTOTYPES, globalThis.JSON, globalThis.Math].map(
    (each) => Object.getOwnPropertyDescriptors(each) as Own,
  );

/** The properties that are not as they were, by name. */
export function changesSince(before: readonly Own[]): string[] {
  return pictureOfPrototypes().flatMap((now, index) => {
    const was = before[index] as Own;
    const names = new Set([...Reflect.ownKeys(was), ...Reflect.ownKeys(now)]);
    return [...names].filter((name) => !isSame(was[name], now[name])).map(String);
  });
}

const isSame = (one: PropertyDescriptor | undefined, other: PropertyDescriptor | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  Object.is(one.value, other.value) &&
  one.get === other.get &&
  one.set === other.set;
