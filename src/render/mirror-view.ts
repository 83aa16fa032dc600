/** A mirror as it goes on. Bytes are of content that was not there before. */
export interface MirrorView {
  readonly images: number;
  readonly imagesSettled: number;
  readonly failed: number;
  readonly totalBytes: number;
  readonly copiedBytes: number;
  /** Content that the target had, or took over from another repository. */
  readonly sparedBytes: number;
  readonly underWay: Readonly<Record<string, number>>;
}

export const emptyMirrorView: MirrorView = {
  images: 0,
  imagesSettled: 0,
  failed: 0,
  totalBytes: 0,
  copiedBytes: 0,
  sparedBytes: 0,
  underWay: {},
};

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `512 B`, `3.4 MiB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** `1 image`, `25 images`. */
export const formatCount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Bytes that are there: copied, spared, and those of transfers under way. */
function countDone({copiedBytes, sparedBytes, underWay}: MirrorView): number {
  return Object.values(underWay).reduce((sum, bytes) => sum + bytes, copiedBytes + sparedBytes);
}

/** `[████░░░░] 41% 1.2 GiB of 2.9 GiB, 7 of 25 images, 8 transfers`, no wider than the screen. */
export function formatMirrorLine(view: MirrorView, columns: number): string {
  const done = Math.min(countDone(view), view.totalBytes);
  const share = view.totalBytes === 0 ? 1 : done / view.totalBytes;
  const transfers = Object.keys(view.underWay).length;
  const text = [
    `${Math.floor(share * 100)}% ${formatBytes(done)} of ${formatBytes(view.totalBytes)}`,
    `${view.imagesSettled} of ${view.images} images`,
    ...(transfers === 0 ? [] : [formatCount(transfers, 'transfer')]),
    ...(view.failed === 0 ? [] : [`${view.failed} failed`]),
  ].join(', ');
  const width = Math.min(24, columns - text.length - 4);
  if (width < 6) return text.slice(0, Math.max(columns - 1, 0));
  const full = Math.floor(share * width);
  return `[${'█'.repeat(full)}${'░'.repeat(width - full)}] ${text}`;
}
