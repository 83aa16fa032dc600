/** Images of publishers that are referred to by their digests alone, which nothing else would make known. */
export const publishedImages: readonly string[] = ['gcr.io/devsentient-infra/oauth2-proxy/oauth2-proxy:v7.5.1'];
