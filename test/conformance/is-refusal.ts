/** gax knows the HTTP status alone, and takes every 409 for ABORTED. https://github.com/googleapis/gax-nodejs */
const aborted = 10;

/** Whether a generated client refused: some generations of gax give the code of gRPC, others the HTTP status. */
export function isRefusal(grpcCode: number, httpStatus: number): (error: {readonly code: number}) => boolean {
  return ({code}) => code === grpcCode || code === httpStatus || (httpStatus === 409 && code === aborted);
}
