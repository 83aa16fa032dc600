/** What a path and a method ask for, before anything is looked up. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export interface RequestInfo {
  readonly isResourceRequest: boolean;
  readonly path: string;
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly resource: string;
  readonly name: string;
  readonly subresource: string;
  /** What follows the subresource, as in `pods/p/proxy/a/b`. */
  readonly rest: string;
  /** The one object a request is about, also where a list or watch names it by field selector; authorisation looks at it. */
  readonly selectedName: string;
}

const verbByMethod: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

const isTrue = (value: string | null) => value !== null && ['', '1', 't', 'T', 'true', 'TRUE', 'True'].includes(value);

/** Whether a query parameter asks for a watch. */
function isWatchRequested(query: URLSearchParams): boolean {
  return query.has('watch') && isTrue(query.get('watch'));
}

/** Takes a request apart as kube-apiserver's RequestInfoFactory does. */
export function createRequestInfo(method: string, path: string, query: URLSearchParams): RequestInfo {
  const plain: RequestInfo = {
    isResourceRequest: false,
    path,
    verb: method.toLowerCase(),
    group: '',
    version: '',
    namespace: '',
    resource: '',
    name: '',
    subresource: '',
    rest: '',
    selectedName: '',
  };
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const isLegacy = parts[0] === 'api';
  if ((!isLegacy && parts[0] !== 'apis') || parts.length < (isLegacy ? 3 : 4)) return plain;
  const group = isLegacy ? '' : parts[1]!;
  const version = isLegacy ? parts[1]! : parts[2]!;
  let tail = parts.slice(isLegacy ? 2 : 3);
  let verb = verbByMethod[method] ?? '';
  if (tail[0] === 'watch') {
    verb = 'watch';
    tail = tail.slice(1);
  }
  let namespace = '';
  if (tail[0] === 'namespaces') {
    if (tail.length > 1) namespace = tail[1]!;
    const isPartOfNamespace = tail.length === 3 && (tail[2] === 'status' || tail[2] === 'finalize');
    if (tail.length > 2 && !isPartOfNamespace) tail = tail.slice(2);
  }
  const [resource = '', name = '', subresource = '', ...rest] = tail;
  const fieldName = query.get('fieldSelector')?.match(/(?:^|,)metadata\.name==?([^,]+)(?:,|$)/)?.[1] ?? '';
  if (name === '' && verb === 'get') verb = isWatchRequested(query) ? 'watch' : 'list';
  else if (name === '' && verb === 'delete') verb = 'deletecollection';
  else if (verb === 'get' && subresource === '' && isWatchRequested(query)) verb = 'watch';
  const namedByField = name === '' && (verb === 'list' || verb === 'watch' || verb === 'deletecollection');
  return {
    isResourceRequest: true,
    path,
    verb,
    group,
    version,
    namespace,
    resource,
    name: namedByField ? '' : name,
    subresource,
    rest: rest.join('/'),
    selectedName: namedByField ? fieldName : name,
  };
}
