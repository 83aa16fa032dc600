import {formatCanonical} from '../../model/format-canonical.js';
import {formatChecksum} from '../../model/format-checksum.js';
import type {KubeObject} from '../../model/ports/kube.js';
import {fieldsOf, itemsOf, valueAt} from '../derive/pod-facts.js';
import type {DefinitionNeed} from './cluster-needs.js';

/** What of a CustomResourceDefinition decides which objects it takes; of a release's, or of a cluster's. */
export function selectDefinition({metadata, spec}: KubeObject): DefinitionNeed {
  const versions = itemsOf(fieldsOf(spec).versions).map(fieldsOf);
  const shorten = (schema: unknown) => formatChecksum(formatCanonical(schema ?? null));
  return {
    name: metadata.name,
    served: versions.filter(({served}) => served === true).map(({name}) => String(name)),
    stored: String(versions.find(({storage}) => storage === true)?.name ?? ''),
    schemas: Object.fromEntries(
      versions.map((version) => [String(version.name), shorten(valueAt(version, 'schema.openAPIV3Schema'))]),
    ),
  };
}
