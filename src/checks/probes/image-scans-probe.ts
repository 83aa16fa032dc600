import {CloudFailure} from '../../model/cloud-failure.js';
import {createTurns} from '../../model/create-turns.js';
import {selectLinks, selectPlatforms} from '../../model/image-manifest.js';
import {formatImageName, parseImageReference} from '../../model/image-reference.js';
import {NotApplicable} from '../../model/not-applicable.js';
import type {Ports} from '../../model/ports/ports.js';
import type {ImageScan} from '../../model/ports/vulnerabilities.js';
import {selectArchitectures} from '../../model/select-architectures.js';
import {selectRegistryProject} from '../../model/select-registry-project.js';
import {look} from './look.js';
import type {Probe} from './probe.js';

/** What the scanner of an image's registry has to say of it. */
export type ImageScanFact = {readonly image: string} & (
  | {
      readonly state: 'looked-at';
      readonly project: string;
      /** What the nodes would run: of each of their processors a manifest, or the image itself. */
      readonly wanted: readonly string[];
      readonly scans: readonly ImageScan[];
    }
  /** No image, or none that can be looked at; another check speaks of that. */
  | {readonly state: 'absent'}
  /** A registry whose results this program does not read. */
  | {readonly state: 'elsewhere'}
  | {readonly state: 'unseen'; readonly missing: string; readonly message: string; readonly isPermission: boolean}
);

const atATime = 8;

/** The manifests that nodes of these processors would run, and the index above them. */
async function listDigests({images}: Ports, repository: string, reference: string, architectures: readonly string[]) {
  const manifest = await images.readManifest(repository, reference);
  if (manifest === undefined) return undefined;
  if (selectPlatforms(manifest) === undefined) return {wanted: [manifest.digest], asked: [manifest.digest]};
  const wanted = selectLinks(manifest).manifests.flatMap(({digest, platform}) =>
    platform?.os === 'linux' && architectures.includes(platform.architecture) ? [digest] : [],
  );
  return {wanted, asked: [manifest.digest, ...wanted]};
}

async function lookAt(ports: Ports, image: string, architectures: readonly string[]): Promise<ImageScanFact> {
  const reference = parseImageReference(image);
  if (reference === undefined) return {image, state: 'absent'};
  const project = selectRegistryProject(reference);
  if (project === undefined) return {image, state: 'elsewhere'};
  const repository = formatImageName(reference);
  const name = reference.digest ?? reference.tag ?? 'latest';
  const seen = await look(
    (async () => {
      const digests = await listDigests(ports, repository, name, architectures);
      if (digests === undefined) return undefined;
      return {
        wanted: digests.wanted,
        scans: await ports.vulnerabilities.listScans(project, repository, digests.asked),
      };
    })(),
  );
  if (seen.state === 'unseen') return {image, ...seen};
  return seen.value === undefined ? {image, state: 'absent'} : {image, state: 'looked-at', project, ...seen.value};
}

/** What scanners found in every image of the release that lies in one of Google's registries. */
export const imageScansProbe: Probe<readonly ImageScanFact[]> = {
  id: 'image-scans',
  async collect({ports, config, renderRelease}) {
    if (config.images?.vulnerabilities === undefined)
      throw new NotApplicable('not asked for: images.vulnerabilities is not configured');
    if (renderRelease === undefined) throw new NotApplicable('no release is at hand to render');
    const {images} = await renderRelease();
    if (images === undefined)
      throw new CloudFailure('unavailable', 'the release was not rendered', {action: 'helm template'});
    const architectures = selectArchitectures(config);
    const takeTurn = createTurns(atATime);
    return Promise.all(images.map(({image}) => takeTurn(() => lookAt(ports, image, architectures))));
  },
};
