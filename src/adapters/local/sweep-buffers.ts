import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

type Collector = (options: {readonly type: 'minor'}) => void;

/** What may lie about between two sweeps, in bytes. */
const sweepAfterBytes = 16 * 1024 * 1024;

/**
 * Counts bytes that went through, and frees the buffers they came in every so often. V8 collects young objects by
 * their own size, which for a buffer is nothing: a stream of gigabytes would hold a hundred megabytes of buffers that
 * nobody needs. A minor collection takes a millisecond. https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function SweepBuffers(): (bytes: number) => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collector;
  let passed = 0;
  return (bytes) => {
    passed += bytes;
    if (passed < sweepAfterBytes) return;
    passed = 0;
    collect({type: 'minor'});
  };
}
