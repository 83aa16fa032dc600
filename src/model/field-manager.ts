/** Under which name fields are applied here. https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers */
export const fieldManager = 'shakinstall';
