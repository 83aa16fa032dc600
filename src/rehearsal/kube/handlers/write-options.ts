import type {FieldValidation} from '../decode/read-object-body.js';
import {forbiddenField, invalidObject, tooLong, unsupportedValue} from '../http/field-error.js';
import type {RoutedRequest} from '../server/api-types.js';

/** The parameters that creating, updating and patching share. */
export interface WriteOptions {
  readonly isDryRun: boolean;
  readonly fieldManager: string;
  readonly fieldValidation: FieldValidation;
  readonly isForced: boolean;
}

/** The manager's name where the client gives none: the first word of its user agent. */
const selectDefaultManager = (userAgent: string) => userAgent.split('/')[0]!.slice(0, 128);

/** Parses write parameters; `kind` is the options' kind in messages (CreateOptions, UpdateOptions, PatchOptions). */
export function readWriteOptions(
  {query, userAgent}: RoutedRequest,
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
  isApply = false,
): WriteOptions {
  const dryRun = query.getAll('dryRun');
  const given = query.get('fieldManager') ?? '';
  const fieldValidation = query.get('fieldValidation') || 'Warn';
  const errors = [];
  if (dryRun.some((value) => value !== 'All')) errors.push(unsupportedValue('dryRun', dryRun, ['All']));
  if (given.length > 128) errors.push(tooLong('fieldManager', given, 128));
  if (isApply && given === '')
    errors.push({
      reason: 'FieldValueRequired' as const,
      field: 'fieldManager',
      message: 'Required value: is required for apply patch',
    });
  if (!isApply && query.has('force') && kind === 'PatchOptions')
    errors.push(forbiddenField('force', 'may not be specified for non-apply patch'));
  if (!['Ignore', 'Warn', 'Strict'].includes(fieldValidation))
    errors.push(unsupportedValue('fieldValidation', fieldValidation, ['Ignore', 'Strict', 'Warn']));
  if (errors.length > 0) throw invalidObject({group: 'meta.k8s.io', kind}, '', errors);
  return {
    isDryRun: dryRun.includes('All'),
    fieldManager: given === '' ? selectDefaultManager(userAgent) : given,
    fieldValidation: fieldValidation as FieldValidation,
    isForced: query.get('force') === 'true' || query.get('force') === '1',
  };
}
