#!/bin/sh
# Starts Alertmanager with the webhook of ALERT_WEBHOOK_URL. Slack's is used as it is; Discord takes Slack's format at
# <url>/slack. Without one, alerts are shown by Alertmanager and told to nobody.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${ALERT_WORK_DIR:-/tmp}
receiver=webhook
case ${ALERT_WEBHOOK_URL:-} in
  "") receiver=nobody url=http://localhost ;;
  */api/webhooks/*/slack) url=$ALERT_WEBHOOK_URL ;;
  */api/webhooks/*) url=${ALERT_WEBHOOK_URL%/}/slack ;;
  *) url=$ALERT_WEBHOOK_URL ;;
esac
umask 077
printf '%s' "$url" >"$work/alert-webhook-url"
sed -e "s#^  receiver: webhook#  receiver: $receiver#" -e "s#/tmp/alert-webhook-url#$work/alert-webhook-url#" \
  "$here/alertmanager.yml" >"$work/alertmanager.yml"
exec "${ALERTMANAGER:-alertmanager}" --config.file="$work/alertmanager.yml" --storage.path="$work/alertmanager" "$@"
