import type {CloudContext} from '../cloud-context.js';
import {isWithdrawn} from './public-images.js';
import {digestOf} from './stand-in-image.js';

interface ReferringManifest {
  readonly artifactType?: string;
  readonly config?: {readonly mediaType?: string};
  readonly subject?: {readonly digest?: string};
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The digest that a manifest says it belongs to. */
export function selectSubject(text: string): string | undefined {
  return (JSON.parse(text) as ReferringManifest).subject?.digest;
}

/**
 * The manifests of a repository that refer to a digest, as an index.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers
 */
export function listReferrers(context: CloudContext, repository: string, subject: string): string {
  const prefix = `${repository}@`;
  const manifests = Object.entries(context.state.registry.manifests).flatMap(([name, {mediaType, text}]) => {
    if (!name.startsWith(prefix) || selectSubject(text) !== subject) return [];
    if (isWithdrawn(context, `${repository}:${subject.replace(':', '-')}`)) return [];
    const {artifactType, config, annotations} = JSON.parse(text) as ReferringManifest;
    return [
      {
        mediaType,
        digest: digestOf(text),
        size: Buffer.byteLength(text),
        artifactType: artifactType ?? config?.mediaType,
        ...(annotations && {annotations}),
      },
    ];
  });
  return JSON.stringify({schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests});
}
