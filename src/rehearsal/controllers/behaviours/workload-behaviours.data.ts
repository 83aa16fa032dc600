import type {WorkloadBehaviour} from './workload-behaviours.js';

const seconds = (low: number, high: number) => [low * 1000, high * 1000] as const;

/** Known workloads, by image repository first; durations are those a small cluster shows. First match wins. */
export const knownBehaviours: readonly WorkloadBehaviour[] = [
  {
    id: 'keycloak-configuration', isTask: true, images: ['kc-conf', 'keycloak.*(conf|realm|setup|init-job)', '(conf|realm).*keycloak'],
    role: 'keycloak-configuration', startMs: seconds(1, 2), runsMs: seconds(10, 25), needs: [{role: 'keycloak'}], whenUnmet: 'wait', creates: {realm: 'Hyperplane'},
    logs: {start: ['Logging into Keycloak as admin of realm master'], unmet: ['Waiting for Keycloak to answer'], ready: ['Realm Hyperplane configured']},
  },
  {
    id: 'keycloak-configuration-by-name', isTask: true, names: ['^(kc|keycloak)-.*(conf|realm|setup|init)', 'realm'],
    role: 'keycloak-configuration', startMs: seconds(1, 2), runsMs: seconds(10, 25), needs: [{role: 'keycloak'}], whenUnmet: 'wait', creates: {realm: 'Hyperplane'},
    logs: {start: ['Logging into Keycloak as admin of realm master'], unmet: ['Waiting for Keycloak to answer'], ready: ['Realm Hyperplane configured']},
  },
  {id: 'keycloak-init', isTask: true, images: ['keycloak-init$'], startMs: seconds(1, 2), runsMs: seconds(2, 5), needs: [{role: 'postgres'}], whenUnmet: 'wait'},
  {
    id: 'keycloak', isTask: false, images: ['(^|/)keycloak(-x)?$'], role: 'keycloak', startMs: seconds(20, 40), needs: [{role: 'postgres'}], whenUnmet: 'exit',
    logs: {
      start: ['Updating the configuration and installing your custom providers, if any. Please wait.'],
      unmet: ['ERROR: Failed to obtain JDBC connection', 'ERROR: Connection to postgresql refused. Check that the hostname and port are correct'],
      ready: ['Keycloak on JVM (powered by Quarkus) started. Listening on: http://0.0.0.0:8080'],
    },
  },
  {
    id: 'oauth2-proxy', isTask: false, images: ['(^|/)oauth2-proxy$'], role: 'oauth2-proxy', startMs: seconds(2, 4), needs: [{role: 'keycloak'}, {realm: 'Hyperplane'}], whenUnmet: 'exit',
    logs: {
      unmet: ['ERROR: Failed to initialise OAuth2 Proxy: error initialising provider: could not create provider data: error building OIDC ProviderVerifier: could not get verifier builder: error while discovery OIDC configuration: unexpected status "404": {"error":"Realm does not exist"}'],
      ready: ['OAuthProxy configured for Keycloak OIDC Client ID: istio', 'HTTP: listening on 0.0.0.0:4180'],
    },
  },
  {id: 'postgres', isTask: false, images: ['(^|/)postgres(ql)?$', 'postgresql-repmgr$'], role: 'postgres', startMs: seconds(4, 10), logs: {ready: ['database system is ready to accept connections']}},
  {id: 'pgbouncer', isTask: false, images: ['(^|/)pgbouncer$'], role: 'pgbouncer', startMs: seconds(2, 4), logs: {ready: ['process up: PgBouncer']}},
  {id: 'redis', isTask: false, images: ['(^|/)redis$'], role: 'redis', startMs: seconds(2, 5), logs: {ready: ['Ready to accept connections tcp']}},
  {id: 'elasticsearch', isTask: false, images: ['(^|/)elasticsearch$'], role: 'elasticsearch', startMs: seconds(30, 60)},
  {
    id: 'database-migration', isTask: true, names: ['prisma', 'migrat', 'db-init'], startMs: seconds(1, 2), runsMs: seconds(12, 30), needs: [{role: 'postgres'}], whenUnmet: 'wait',
    logs: {unmet: ["Error: P1001: Can't reach database server"], ready: ['The database is now in sync with the Prisma schema.']},
  },
  {id: 'conda-load', isTask: true, names: ['conda'], startMs: seconds(1, 2), runsMs: seconds(40, 90), logs: {ready: ['Operation completed over 1 objects.']}},
  {
    id: 'api-server', isTask: false, images: ['api-server', 'apiserver-base'], names: ['api-server'], role: 'api-server', startMs: seconds(6, 15), needs: [{role: 'postgres'}], whenUnmet: 'exit',
    logs: {unmet: ["PrismaClientInitializationError: Can't reach database server at `postgresql`"], ready: ['Server ready at http://localhost:80/graphql']},
  },
  {id: 'dashboard', isTask: false, images: ['dashboard'], role: 'dashboard', startMs: seconds(4, 12), logs: {ready: ['ready - started server on 0.0.0.0:3000']}},
  {id: 'cert-manager-webhook', isTask: false, images: ['cert-manager-webhook$'], role: 'cert-manager-webhook', startMs: seconds(3, 8), logs: {ready: ['"listening for secure connections" address=":10250"']}},
  {id: 'cert-manager-cainjector', isTask: false, images: ['cert-manager-cainjector$'], role: 'cert-manager-cainjector', startMs: seconds(3, 6)},
  {id: 'cert-manager-controller', isTask: false, images: ['cert-manager-controller$'], role: 'cert-manager-controller', startMs: seconds(3, 6)},
  {id: 'istio-operator', isTask: false, images: ['(^|/)istio/operator$', 'istio-operator$', 'istio.*/operator$'], role: 'istio-operator', startMs: seconds(3, 8)},
  {id: 'istiod', isTask: false, images: ['(^|/)pilot$'], role: 'istiod', startMs: seconds(4, 10), logs: {ready: ['All caches have been synced up, marking server ready']}},
  {
    id: 'istio-gateway', isTask: false, images: ['(^|/)proxyv2$'], names: ['gateway'], role: 'istio-gateway', startMs: seconds(2, 5), needs: [{role: 'istiod'}], whenUnmet: 'wait',
    logs: {unmet: ['warn Envoy proxy is NOT ready: config not received from XDS server (is Istiod running?): cds updates: 0 successful, 0 rejected; lds updates: 0 successful, 0 rejected'], ready: ['Envoy proxy is ready']},
  },
  {id: 'istio-proxy', images: ['(^|/)proxyv2$'], startMs: seconds(1, 3), runsMs: seconds(1, 1), logs: {ready: ['Envoy proxy is ready']}},
  {id: 'grafana', isTask: false, images: ['(^|/)grafana$'], role: 'grafana', startMs: seconds(4, 10)},
  {id: 'prometheus-operator', isTask: false, images: ['(^|/)prometheus-operator$'], role: 'prometheus-operator', startMs: seconds(3, 8)},
  {id: 'wait', isTask: true, names: ['.*'], images: ['(^|/)(busybox|bitnami-shell|os-shell|alpine)$'], startMs: seconds(0, 1), runsMs: seconds(1, 4)},
];
