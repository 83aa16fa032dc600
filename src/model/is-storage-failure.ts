/** What a file system answers that takes no more, or takes nothing. https://man7.org/linux/man-pages/man2/write.2.html#ERRORS */
const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO', 'EFBIG']);

/** Whether an error is of the disk that something was to be written to, and no fault of the program’s. */
export function isStorageFailure(error: unknown): error is Error & {readonly code: string} {
  return error instanceof Error && codes.has((error as {readonly code?: unknown}).code);
}
