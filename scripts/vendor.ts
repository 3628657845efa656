import { join } from 'node:path';
import { vendorAll } from './vendored';

vendorAll(join(__dirname, '..', 'dist'));
