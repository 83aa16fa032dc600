/** What a look reaches: everything, or what the cluster's own API tells. */
export type LookReach = 'all' | 'cluster';
