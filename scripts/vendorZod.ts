import { join } from 'node:path';
import { vendorZod } from './vendoredZod';

vendorZod(join(__dirname, '..', 'dist'));
