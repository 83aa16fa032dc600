import {z} from 'zod';
import {installationSchema} from './schema/installation-schema.js';

/** The published JSON Schema of shakinstall.yaml, for editors; rules about several fields are not in it. */
export function createJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(installationSchema, {target: 'draft-7', io: 'input'});
}
