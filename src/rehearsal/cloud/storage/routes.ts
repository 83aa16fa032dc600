import type {Handler, Route, Verb} from '../http/call.js';
import {readBucketPolicy, testBucketPermissions, writeBucketPolicy} from './bucket-iam.js';
import {deleteBucket, insertBucket, listBuckets, patchBucket, readBucket, readStorageLayout} from './buckets.js';
import {continueUpload, deleteObject, listObjects, readObject, uploadObject} from './objects.js';

const buckets = '/storage/v1/b';
const bucket = `${buckets}/{bucket}`;
const object = `${bucket}/o/{object}`;
const upload = '/<upload|resumable/upload>/storage/v1/b/{bucket}/o';

/** Permissions of Cloud Storage are asked by the handlers: a bucket that is not there is 404 for everybody. */
function route(id: string, verb: Verb, path: string, handler: Handler): Route {
  return {service: 'storage.googleapis.com', id: `storage.${id}`, verb, path, permissions: [], handler};
}

/** https://cloud.google.com/storage/docs/json_api/v1 */
export const storageRoutes: readonly Route[] = [
  route('buckets.list', 'GET', buckets, listBuckets),
  route('buckets.insert', 'POST', buckets, insertBucket),
  route('buckets.get', 'GET', bucket, readBucket),
  route('buckets.patch', 'PATCH', bucket, patchBucket),
  route('buckets.update', 'PUT', bucket, patchBucket),
  route('buckets.delete', 'DELETE', bucket, deleteBucket),
  route('buckets.getStorageLayout', 'GET', `${bucket}/storageLayout`, readStorageLayout),
  route('buckets.getIamPolicy', 'GET', `${bucket}/iam`, readBucketPolicy),
  route('buckets.setIamPolicy', 'PUT', `${bucket}/iam`, writeBucketPolicy),
  route('buckets.testIamPermissions', 'GET', `${bucket}/iam/testPermissions`, testBucketPermissions),
  route('objects.list', 'GET', `${bucket}/o`, listObjects),
  route('objects.get', 'GET', object, readObject),
  route('objects.get', 'GET', '/download/storage/v1/b/{bucket}/o/{object}', readObject),
  route('objects.delete', 'DELETE', object, deleteObject),
  route('objects.insert', 'POST', upload, uploadObject),
  route('objects.insert', 'PUT', upload, continueUpload),
];
