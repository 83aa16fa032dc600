import type {Try} from '../../model/diagnostic.js';
import type {Check, Judgement} from '../../model/finding.js';
import {parseImageReference} from '../../model/image-reference.js';
import {selectArchitectures} from '../../model/select-architectures.js';
import {about} from '../about.js';
import {type ImageFact, imagesProbe} from '../probes/images-probe.js';
import {readFact} from '../read-fact.js';

const registryOf = (image: string) => parseImageReference(image)?.registry ?? image;
const wantedBy = ({users}: ImageFact) =>
  users.length === 0 ? 'release.yaml' : `${users[0]}${users.length === 1 ? '' : ` and ${users.length - 1} more`}`;

/** Those that could not be looked at for one reason, in one registry. */
function groupUnseen(images: readonly ImageFact[]): ReadonlyArray<readonly ImageFact[]> {
  const groups = new Map<string, ImageFact[]>();
  for (const image of images) {
    if (image.state !== 'unseen') continue;
    const key = `${registryOf(image.image)} ${image.message}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()];
}

export const imagesResolvable: Check = {
  id: 'release/images-resolvable',
  title: 'Every image is there, in the registry that the cluster pulls it from, for the processors of its nodes',
  why: 'An image that is missing, or that is there for other processors, is seen when its pod starts, half an hour into an installation: the pod stays in ErrImagePull and everything that waits for it with it.',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/',
  runbook: '16',
  probes: [imagesProbe],
  needs: ['release/renders-cleanly'],
  evaluate({facts, config}) {
    const images = readFact(facts, imagesProbe);
    const wanted = selectArchitectures(config);
    const mirror = config.release.imageRegistry;
    const target = mirror ?? 'HOST/PATH';
    const mirrorTry: Try = {
      text: mirror === undefined ? 'Or pull from a mirror of your own.' : 'Fill the mirror.',
      command: `shakinstall mirror --registry ${target}`,
    };
    const words = (image: ImageFact) =>
      about({
        resource: image.image,
        expected: `an image for ${wanted.join(' and ')}`,
        evidence: `docker manifest inspect ${image.image}`,
      });
    const bad = images.flatMap((image): Judgement[] => {
      if (image.state === 'malformed')
        return [
          words(image).fail(`no name of an image, wanted by ${wantedBy(image)}`, [
            {text: 'Mend the name in the values.'},
          ]),
        ];
      if (image.state === 'absent')
        return [
          words(image).fail(`not there (MANIFEST_UNKNOWN), wanted by ${wantedBy(image)}`, [
            ...(mirror === undefined ? [{text: 'Name a tag or digest that the registry has.'}] : []),
            mirrorTry,
          ]),
        ];
      if (image.state !== 'there' || image.architectures.length === 0) return [];
      const lacking = wanted.filter((architecture) => !image.architectures.includes(architecture));
      if (lacking.length === 0) return [];
      const observed = `there for ${image.architectures.join(' and ')}, not for ${lacking.join(' and ')}; wanted by ${wantedBy(image)}`;
      return [words(image).fail(observed, [{text: 'Choose machine types with other processors, or another image.'}])];
    });
    const unseen = groupUnseen(images).map((group): Judgement => {
      const [first] = group as readonly [Extract<ImageFact, {state: 'unseen'}>];
      const registry = registryOf(first.image);
      const {missing, message, isPermission} = first;
      const what = group.length === 1 ? first.image : `${group.length} images of ${registry}`;
      return {
        ...about({
          resource: registry,
          expected: 'an answer for every image',
          evidence: `docker manifest inspect ${first.image}`,
        }).unknown(`${what}: ${message}`, {kind: isPermission ? 'permission' : 'answer', missing, message}),
        tries: [
          {text: 'Log in to the registry, or look from where it can be reached.', command: `docker login ${registry}`},
        ],
      };
    });
    const there = images.filter((image) => image.state === 'there');
    const silent = there.filter(({architectures}) => architectures.length === 0);
    const nothing = silent.map((image) =>
      words(image).warn('there, and it does not say for which processors', [{text: 'See that it runs on the nodes.'}]),
    );
    const found = [...bad, ...unseen, ...nothing];
    if (found.length > 0) return found;
    return [
      about({resource: `${images.length} images`, expected: 'every image, by its digest'}).pass(
        `in ${[...new Set(images.map(({image}) => registryOf(image)))].join(', ')}, for ${wanted.join(' and ')}`,
      ),
    ];
  },
};
