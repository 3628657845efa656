import Module from 'node:module';

/**
 * For scripts that tsx runs: beside `SendText.node.ts` there is a `SendText.node.json`, and an import without
 * an ending would find the second. Imported before anything else.
 */
const extensions = (Module as unknown as { _extensions: Record<string, unknown> })._extensions;
const json = extensions['.json'];
delete extensions['.json'];
extensions['.json'] = json;
