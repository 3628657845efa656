import { everyForm } from '../test/support/forms';
import { nodeTypes } from '../test/support/packageTypes';

/** The page that shows the pictures of all nodes, in the theme of its reader. */
export function picturesPart(): string {
  const forms = everyForm();
  return nodeTypes()
    .map(({ description: { name, displayName, description } }) => {
      const own = forms.filter(({ node }) => node === name);
      const pictures = own.map((form) => [
        `### ${displayName}: ${form.title}`,
        '',
        pictureOf(form.name, `${displayName}, ${form.title}`),
      ]);
      return [
        `## ${displayName}`,
        '',
        `${description}.`,
        ...pictures.flatMap((lines) => ['', ...lines]),
      ].join('\n');
    })
    .join('\n\n');
}

function pictureOf(name: string, words: string): string {
  const file = (theme: string): string => `images/nodes/${name}-${theme}.png`;
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${file('dark')}">`,
    `  <img src="${file('light')}" alt="${words}" width="420">`,
    '</picture>',
  ].join('\n');
}
