import type { AnyOperation } from '../../../core/contract/vendor';
import type { OperationName } from '../../../core/contract/operations';
import { vendors } from '../../../vendors';

/**
 * The ids of the vendors that can do something in a certain way.
 *
 * @param way what must hold of the operation in each of the vendor's generations that have it
 * @throws Error where none can: a case for nobody would always pass
 */
export function offering(operation: OperationName, way: (specification: AnyOperation) => boolean): string[] {
  const found = vendors
    .filter(({ generations }) => {
      const offered = Object.values(generations).flatMap(({ operations }) => operations[operation] ?? []);
      return offered.length > 0 && offered.every(way);
    })
    .map(({ id }) => id);
  if (found.length === 0) throw new Error(`No vendor can do ${operation} in this way any more.`);
  return found;
}
