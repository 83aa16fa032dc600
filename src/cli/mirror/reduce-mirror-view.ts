import type {MirrorView} from '../../render/mirror-view.js';
import type {MirrorEvent} from './mirror-task.js';

/** The view after one more event. Content that several repositories want is counted once. */
export function reduceMirrorView(view: MirrorView, event: MirrorEvent): MirrorView {
  switch (event.code) {
    case 'ImagesRead':
      return {...view, images: event.images, totalBytes: event.bytes};
    case 'BlobAdvanced':
      return {...view, underWay: {...view.underWay, [event.digest]: event.bytes}};
    case 'BlobSettled': {
      const {[event.digest]: _ended, ...underWay} = view.underWay;
      if (event.how === 'copied') return {...view, underWay, copiedBytes: view.copiedBytes + event.size};
      return {...view, underWay, sparedBytes: view.sparedBytes + event.size};
    }
    case 'ImageSettled': {
      const failed = view.failed + (event.outcome.state === 'failed' ? 1 : 0);
      return {...view, failed, imagesSettled: view.imagesSettled + 1};
    }
  }
}
