#!/bin/sh
# Makes the realm, its client and its roles; run again, it changes nothing.
set -eu

kcadm="/opt/keycloak/bin/kcadm.sh"

until "$kcadm" config credentials --server "$KEYCLOAK_URL" --realm master \
  --user "$KEYCLOAK_ADMIN" --password "$KEYCLOAK_ADMIN_PASSWORD"; do
  echo "waiting for $KEYCLOAK_URL"
  sleep 5
done

"$kcadm" get "realms/$REALM" >/dev/null 2>&1 ||
  "$kcadm" create realms -s "realm=$REALM" -s enabled=true -s sslRequired=external \
    -s eventsEnabled=true -s 'enabledEventTypes=["LOGIN","LOGIN_ERROR","IDENTITY_PROVIDER_FIRST_LOGIN"]'

client_id() {
  "$kcadm" get clients -r "$REALM" -q "clientId=$CLIENT" --fields id --format csv --noquotes
}

if [ -z "$(client_id)" ]; then
  "$kcadm" create clients -r "$REALM" -s "clientId=$CLIENT" -s publicClient=true \
    -s directAccessGrantsEnabled=true -s "redirectUris=[\"https://$DOMAIN/*\"]" -s "webOrigins=[\"https://$DOMAIN\"]"
  "$kcadm" create "clients/$(client_id)/protocol-mappers/models" -r "$REALM" -s name=audience \
    -s protocol=openid-connect -s protocolMapper=oidc-audience-mapper \
    -s "config.\"included.client.audience\"=$CLIENT" -s 'config."access.token.claim"=true'
  "$kcadm" create "clients/$(client_id)/protocol-mappers/models" -r "$REALM" -s name=client-roles \
    -s protocol=openid-connect -s protocolMapper=oidc-usermodel-client-role-mapper \
    -s 'config."claim.name"=roles' -s 'config."multivalued"=true' -s 'config."access.token.claim"=true'
fi

for role in k9s-admin k9s-maintainer k9s-reader dashboard-admin keycloak-admin; do
  "$kcadm" get "clients/$(client_id)/roles/$role" -r "$REALM" >/dev/null 2>&1 ||
    "$kcadm" create "clients/$(client_id)/roles" -r "$REALM" -s "name=$role"
done
echo "realm $REALM is there"
