import { ensurePackageIsBuilt } from '../../../host/packageBuild';
import { prepare } from '../../../host/prepare';

/** Run once before all test files that start n8n: several of them at a time would build the package over each other. */
export default async function ready(): Promise<void> {
  await prepare();
  await ensurePackageIsBuilt();
}
