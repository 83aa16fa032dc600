/** Keycloak's own administrator, whose password the chart keeps in a secret. */
export interface KeycloakAdministrator {
  readonly namespace: string;
  readonly isPrefixed: boolean;
  readonly secret: string;
  readonly passwordKey: string;
  /** The name, where it is not in the secret as well. */
  readonly user?: string | undefined;
  readonly userKey?: string | undefined;
}

/** Where people log in. */
export interface ReleaseLogin {
  readonly realm: string;
  /** Path under the domain that answers 200 once the realm exists. */
  readonly realmPath: string;
  /** Path that an identity provider returns to. */
  readonly brokerPath: string;
  /** Absent where the release does not tell. */
  readonly admin?: KeycloakAdministrator | undefined;
}
