import {CloudFailure} from '../../model/cloud-failure.js';
import {createTurns} from '../../model/create-turns.js';
import type {Descriptor} from '../../model/image-manifest.js';
import type {Referrer, Referrers} from '../../model/ports/referrers.js';
import {type BlobCopy, copyBlob} from './copy-blob.js';
import {listAtTarget} from './list-at-target.js';
import type {MirrorEvent, MirrorOutcome, MirrorTask} from './mirror-task.js';
import {type ImageTree, readImageTree} from './read-image-tree.js';

export interface CopyRequest extends Omit<BlobCopy, 'onPosition'> {
  readonly tasks: readonly MirrorTask[];
  /** What refers to images, at both ends. */
  readonly referrers: {readonly from: Referrers; readonly to: Referrers};
  /** Transfers at a time. */
  readonly concurrency: number;
  onEvent(event: MirrorEvent): void;
}

interface FoundImage {
  readonly task: MirrorTask;
  readonly tree: ImageTree;
  readonly isPresent: boolean;
}

type Found = FoundImage | {readonly task: MirrorTask; readonly problem: string};

const targetOf = ({to, reference}: MirrorTask) => `${to}${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;

/** A refusal concerns one image; a fault of this program concerns everything. */
function toProblem(error: unknown): string {
  if (error instanceof CloudFailure) return error.message;
  throw error;
}

/**
 * Signatures and attestations stand beside an image under tags that its digest makes.
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
function listSignatures(image: Found): readonly MirrorTask[] {
  if (!('tree' in image)) return [];
  const {task, tree} = image;
  return ['sig', 'att'].map((end) => ({
    ...task,
    image: `${task.image} (${end})`,
    reference: `${tree.root.digest.replace(':', '-')}.${end}`,
  }));
}

/** What says of itself that it belongs to an image: signatures and attestations of a newer kind. */
async function listReferrers({referrers}: CopyRequest, image: Found): Promise<readonly Referrer[] | Found> {
  if (!('tree' in image)) return [];
  try {
    return await referrers.from.list(image.task.from, image.tree.root.digest);
  } catch (error) {
    return {task: {...image.task, image: `${image.task.image} (referrers)`}, problem: toProblem(error)};
  }
}

/**
 * Copies images with every platform, so many transfers at a time, each content once. A registry takes a manifest only
 * when it has what the manifest refers to, so an image that is there is there whole.
 */
export async function copyImages(request: CopyRequest): Promise<readonly MirrorOutcome[]> {
  const {from, to, tasks, onEvent} = request;
  const takeTurn = createTurns(request.concurrency);
  const find = (task: MirrorTask) =>
    takeTurn(async (): Promise<Found> => {
      try {
        const tree = await readImageTree(from, task.from, task.reference);
        if (tree === undefined) return {task, problem: `${task.image} is not there (MANIFEST_UNKNOWN)`};
        const there = await to.readManifest(task.to, task.reference);
        return {task, tree, isPresent: there?.digest === tree.root.digest};
      } catch (error) {
        return {task, problem: toProblem(error)};
      }
    });
  const images = await Promise.all(tasks.map(find));
  const referring = await Promise.all(images.map((image) => takeTurn(() => listReferrers(request, image))));
  const found = [
    ...images,
    ...(
      await Promise.all(
        referring.map(async (own, index) => {
          if (!Array.isArray(own)) return [own as Found];
          const {task} = images[index] as Found;
          const name = `${task.image} (referrer)`;
          return Promise.all(own.map(({digest}) => find({...task, image: name, reference: digest})));
        }),
      )
    ).flat(),
    ...(await Promise.all(images.flatMap(listSignatures).map(find))).filter((it) => 'tree' in it),
  ];
  const wanted = found.flatMap((image) => ('tree' in image && !image.isPresent ? [image] : []));
  const unique = new Map(wanted.flatMap(({tree}) => tree.blobs.map((blob) => [blob.digest, blob] as const)));
  const bytes = [...unique.values()].reduce((sum, {size}) => sum + size, 0);
  onEvent({code: 'ImagesRead', images: found.length, blobs: unique.size, bytes});

  const copy: BlobCopy = {
    ...request,
    onPosition: ({digest}, position) => onEvent({code: 'BlobAdvanced', digest, bytes: position}),
  };
  const settled = new Map<string, Promise<void>>();
  const last = new Map<string, Promise<unknown>>();
  /** Content that several repositories want goes to one after another: what one has, the next takes over from it. */
  const put = (blob: Descriptor, source: string, target: string): Promise<void> => {
    const key = `${target} ${blob.digest}`;
    const known = settled.get(key);
    if (known !== undefined) return known;
    const before = last.get(blob.digest)?.catch(() => undefined) ?? Promise.resolve();
    const work = before.then(() =>
      takeTurn(async () => {
        const how = await copyBlob(copy, blob, source, target);
        onEvent({code: 'BlobSettled', digest: blob.digest, size: blob.size, how});
      }),
    );
    settled.set(key, work);
    last.set(blob.digest, work);
    return work;
  };
  const settle = async (image: Found): Promise<MirrorOutcome> => {
    const {task} = image;
    const about = {image: task.image, target: targetOf(task)};
    const none = {...about, digest: undefined, platforms: [], state: 'failed' as const};
    if ('problem' in image) return {...none, problem: image.problem};
    const {tree} = image;
    const whole = {...about, digest: tree.root.digest, platforms: tree.platforms};
    if (image.isPresent) return {...whole, state: 'present'};
    try {
      // All are waited for, so that a failure leaves nothing running that nobody looks at.
      const ends = await Promise.allSettled(tree.blobs.map((blob) => put(blob, task.from, task.to)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      await takeTurn(async () => {
        for (const part of tree.parts) await to.writeManifest(task.to, part);
        await to.writeManifest(task.to, tree.root, task.reference);
      });
      return {...whole, state: 'copied'};
    } catch (error) {
      return {...none, problem: toProblem(error)};
    }
  };
  const outcomes = await Promise.all(
    found.map(async (image) => {
      const outcome = await settle(image);
      onEvent({code: 'ImageSettled', outcome});
      return outcome;
    }),
  );
  // A list is kept of what is there, once it is there.
  await Promise.all(
    images.map(async (image, index) => {
      const own = referring[index];
      if (!('tree' in image) || !Array.isArray(own) || own.length === 0) return;
      const {digest} = image.tree.root;
      await takeTurn(() => listAtTarget(to, request.referrers.to, image.task.to, digest, own));
    }),
  );
  return outcomes;
}
