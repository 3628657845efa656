import metadata from 'libphonenumber-js/metadata.max.json';

/** What is read of the numbering plans that libphonenumber publishes. */
type Plan = readonly unknown[];
interface Plans {
  country_calling_codes: Record<string, string[]>;
  countries: Record<string, Plan>;
  nonGeographic: Record<string, Plan>;
}

/** Where a plan holds the expression of its national numbers, and their lengths. */
const [EXPRESSION, LENGTHS] = [2, 3];

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function line(code: string, plans: readonly Plan[]): string {
  const expressions = unique(plans.map((plan) => String(plan[EXPRESSION])));
  const lengths = unique(plans.flatMap((plan) => plan[LENGTHS] as number[])).sort((a, b) => a - b);
  return `${code} ${lengths.join(',')} ${expressions.join('|')}`;
}

/** One line for each country code in use; countries that share a code share its line. */
function lines(): string[] {
  const { country_calling_codes: shared, countries, nonGeographic } = metadata as unknown as Plans;
  return [
    ...Object.entries(shared).map(([code, names]) =>
      line(
        code,
        names.flatMap((name) => [countries[name] as Plan]),
      ),
    ),
    ...Object.entries(nonGeographic).map(([code, plan]) => line(code, [plan])),
  ].sort();
}

/** core/recipients/countryCodes.ts as it has to be. */
export function countryTable(): string {
  return `// Made by "npm run countries" from libphonenumber's data; a test says whether it is fresh.

/** The country codes in use, each with the lengths and the expression of the numbers behind it. */
export const COUNTRY_CODES = String.raw\`
${lines().join('\n')}
\`;
`;
}
