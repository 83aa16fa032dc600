/** Stands in for what a deployment does not have yet; nothing of it is ever applied. */
export const renderingPlaceholders = {
  gitPublicKey: 'ssh-rsa AAAA placeholder',
  sshPortalPublicKey: 'ssh-ed25519 AAAA placeholder',
  oauthClientSecret: '0000000000000000000000000000000000000000',
  loadBalancerIp: '192.0.2.1',
} as const;
