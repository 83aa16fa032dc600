import type {Manifest} from '../../model/manifest.js';
import type {KeycloakAdministrator, ReleaseLogin} from '../../model/release-login.js';
import {containersOf, fieldsOf, itemsOf, valueAt} from './pod-facts.js';

type IsPrefixed = (name: string) => boolean;

/** Variables that name Keycloak's first administrator: today's, those of Quarkus before 26, and WildFly's. https://www.keycloak.org/server/bootstrap-admin-recovery */
const userVariables = ['KC_BOOTSTRAP_ADMIN_USERNAME', 'KEYCLOAK_ADMIN', 'KEYCLOAK_ADMIN_USER', 'KEYCLOAK_USER'];
const passwordVariables = ['KC_BOOTSTRAP_ADMIN_PASSWORD', 'KEYCLOAK_ADMIN_PASSWORD', 'KEYCLOAK_PASSWORD'];

/** The administrator that a running Keycloak, and no job beside it, was given through a secret. */
function findAdministrator(manifests: readonly Manifest[], isPrefixed: IsPrefixed): KeycloakAdministrator | undefined {
  for (const manifest of manifests.filter(({kind}) => kind === 'Deployment' || kind === 'StatefulSet')) {
    for (const container of containersOf(manifest)) {
      const variables = itemsOf(container.env).map(fieldsOf);
      const find = (names: readonly string[]) => variables.find(({name}) => names.includes(String(name)));
      const [user, password] = [find(userVariables), find(passwordVariables)];
      const {name: secret, key: passwordKey} = fieldsOf(valueAt(password, 'valueFrom.secretKeyRef'));
      const {name: userSecret, key: userKey} = fieldsOf(valueAt(user, 'valueFrom.secretKeyRef'));
      if (typeof secret !== 'string' || typeof passwordKey !== 'string') continue;
      const namespace = manifest.namespace ?? 'default';
      const place = {namespace, isPrefixed: isPrefixed(namespace), secret, passwordKey};
      if (typeof user?.value === 'string') return {...place, user: user.value};
      if (userSecret === secret && typeof userKey === 'string') return {...place, userKey};
    }
  }
  return undefined;
}

/** Where Keycloak's realm answers, as the rendered objects name it. */
export function deriveLogin(
  manifests: readonly Manifest[],
  isPrefixed: IsPrefixed,
): {
  readonly login: ReleaseLogin;
  readonly notes: readonly string[];
} {
  const counts = new Map<string, number>();
  for (const match of JSON.stringify(manifests.map((manifest) => manifest.object)).matchAll(
    /\/auth\/realms\/([\w-]+)/g,
  )) {
    if (match[1] !== 'master') counts.set(match[1]!, (counts.get(match[1]!) ?? 0) + 1);
  }
  const [best] = [...counts].sort((left, right) => right[1] - left[1]);
  const realm = best?.[0] ?? 'Hyperplane';
  const admin = findAdministrator(manifests, isPrefixed);
  return {
    login: {
      realm,
      realmPath: `/auth/realms/${realm}`,
      brokerPath: `/auth/realms/${realm}/broker/google/endpoint`,
      ...(admin ? {admin} : {}),
    },
    notes: [
      ...(best ? [] : ['No object names a realm of Keycloak: Hyperplane is taken.']),
      ...(admin
        ? []
        : ['No workload says where the password of Keycloak’s administrator stands: sso is left to a person.']),
    ],
  };
}
