import {formatImageName, formatImageReference, type ImageReference} from '../../model/image-reference.js';
import {findMirrorClashes, mirrorImage} from '../../release/images/mirror-image.js';
import {refuseMirror} from './mirror-request.js';
import type {MirrorTask} from './mirror-task.js';

/** What is to be copied where: below a registry, or under its own name where none is given. */
export function planMirror(
  images: ReadonlyMap<string, ImageReference>,
  registry: string | undefined,
): readonly MirrorTask[] {
  const [clash] = registry === undefined ? [] : findMirrorClashes([...images.values()]);
  if (clash !== undefined)
    refuseMirror(
      'SHK_MIRROR_E2205',
      'Two images would have one name in the mirror.',
      clash.map(formatImageReference).join(' and '),
      '--registry',
      [{text: 'Mirror them apart, below two paths.'}],
    );
  const tasks = [...images].map(([image, reference]) => {
    const target = registry === undefined ? reference : mirrorImage(reference, registry);
    return {
      image,
      from: formatImageName(reference),
      to: formatImageName(target),
      reference: reference.digest ?? reference.tag ?? 'latest',
    };
  });
  // `busybox:1` and `docker.io/library/busybox:1` are one image.
  return [...new Map(tasks.map((task) => [`${task.to} ${task.reference}`, task])).values()];
}
