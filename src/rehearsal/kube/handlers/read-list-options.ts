import {type FieldError, forbiddenField, invalidObject, invalidValue} from '../http/field-error.js';
import {badRequest, StatusError, unreadableRevision} from '../http/status-error.js';
import type {ResourceDefinition} from '../registry/resource-definition.js';
import {type FieldTerm, readFieldSelector} from '../selectors/field-selector.js';
import {type LabelRequirement, readLabelSelector} from '../selectors/label-selector.js';

/** The parameters of a list or watch, parsed. */
export interface ListOptions {
  readonly labels: readonly LabelRequirement[];
  readonly fields: readonly FieldTerm[];
  readonly limit: number;
  readonly continueToken: string;
  readonly resourceVersion: string;
  readonly match: string;
  readonly allowsBookmarks: boolean;
  readonly sendsInitialEvents?: boolean;
  readonly timeoutSeconds?: number;
}

const isTrue = (value: string | null) => value === 'true' || value === '1';

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** Parses list and watch parameters and refuses combinations that kube-apiserver refuses. */
export function readListOptions(
  query: URLSearchParams,
  resource: ResourceDefinition,
  isWatch: boolean,
  servesWatchList: boolean,
): ListOptions {
  const labels = readLabelSelector(query.get('labelSelector') ?? '');
  const fields = readFieldSelector(query.get('fieldSelector') ?? '', resource);
  const resourceVersion = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const continueToken = query.get('continue') ?? '';
  const sendsInitialEvents = query.has('sendInitialEvents') ? isTrue(query.get('sendInitialEvents')) : undefined;
  const errors: FieldError[] = [];
  if (isWatch) {
    if (sendsInitialEvents !== undefined && !servesWatchList) {
      errors.push(
        forbiddenField(
          'sendInitialEvents',
          'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
        ),
      );
    } else if (sendsInitialEvents !== undefined && match === '') {
      errors.push(
        forbiddenField(
          'resourceVersionMatch',
          'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        ),
      );
    } else if (sendsInitialEvents === undefined && match !== '') {
      errors.push(
        forbiddenField(
          'resourceVersionMatch',
          'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
        ),
      );
    }
  } else {
    if (sendsInitialEvents !== undefined)
      errors.push(forbiddenField('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
    if (match !== '') {
      if (continueToken !== '')
        errors.push(
          forbiddenField('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided'),
        );
      if (resourceVersion === '')
        errors.push(
          forbiddenField(
            'resourceVersionMatch',
            'resourceVersionMatch is forbidden unless resourceVersion is provided',
          ),
        );
      if (match === 'Exact' && resourceVersion === '0')
        errors.push(
          forbiddenField('resourceVersionMatch', 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'),
        );
      if (match !== 'Exact' && match !== 'NotOlderThan')
        errors.push({
          reason: 'FieldValueNotSupported',
          field: 'resourceVersionMatch',
          message: `Unsupported value: "${match}": supported values: "Exact", "NotOlderThan", ""`,
        });
    }
  }
  if (errors.length > 0) throw invalidObject({group: 'meta.k8s.io', kind: 'ListOptions'}, '', errors);
  if (!isWatch && continueToken !== '' && resourceVersion !== '' && resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
  if (resourceVersion !== '' && !/^\d+$/.test(resourceVersion)) {
    const {field, message} = invalidValue('resourceVersion', resourceVersion, unreadableRevision(resourceVersion));
    throw new StatusError(500, '', `${field}: ${message}`);
  }
  const timeoutSeconds = readNumber(query, 'timeoutSeconds');
  return {
    labels,
    fields,
    limit: readNumber(query, 'limit') ?? 0,
    continueToken,
    resourceVersion,
    match,
    allowsBookmarks: isTrue(query.get('allowWatchBookmarks')),
    ...(sendsInitialEvents === undefined ? {} : {sendsInitialEvents}),
    ...(timeoutSeconds === undefined ? {} : {timeoutSeconds}),
  };
}
