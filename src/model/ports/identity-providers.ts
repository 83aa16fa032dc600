/** How to reach one realm of a Keycloak as its administrator. */
export interface KeycloakAccess {
  /** Base of Keycloak's paths, such as `https://shakudo.example.com/auth`, without a trailing slash. */
  readonly root: string;
  readonly realm: string;
  readonly user: string;
  readonly password: string;
  /** PEM certificates that are trusted besides the machine's authorities. */
  readonly trusted?: string | undefined;
}

export interface IdentityProviderRequest {
  /** Name inside the realm; part of the address that the provider returns to. */
  readonly alias: string;
  /** Keycloak's kind of provider, such as `google` or `oidc`. */
  readonly providerId: string;
  readonly displayName: string;
  /** Keycloak's own keys; all values are texts. Without the secret. */
  readonly config: Readonly<Record<string, string>>;
}

export interface IdentityProviderState extends IdentityProviderRequest {
  readonly isEnabled: boolean;
}

/**
 * Who knows a realm's users. Keycloak never gives a secret back; a digest is kept beside it, so that a
 * changed secret can be seen. https://www.keycloak.org/docs-api/latest/rest-api/index.html#_identity_providers
 */
export interface IdentityProviders {
  /** Undefined where the realm has none of that name; a realm that is not there is a `not-found` failure. */
  get(access: KeycloakAccess, alias: string): Promise<IdentityProviderState | undefined>;
  create(access: KeycloakAccess, request: IdentityProviderRequest, clientSecret: string): Promise<void>;
  /** Changes what `request` names and keeps every other key of the configuration. */
  update(access: KeycloakAccess, request: IdentityProviderRequest, clientSecret: string): Promise<void>;
  /** Whether the secret that was written last is this one. */
  holdsSecret(state: IdentityProviderState, clientSecret: string): boolean;
}
