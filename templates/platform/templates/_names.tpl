{{- /* Name of a namespace: (list $ "core"). */ -}}
{{- define "platform.ns" -}}
{{- $root := index . 0 -}}
{{- with $root.Values.global.namespacePrefix }}{{ . }}-{{ end }}hyperplane-{{ index . 1 }}
{{- end -}}

{{- /* A name with an end that is the same in every revision of one deployment: (list $ "api-server"). */ -}}
{{- define "platform.name" -}}
{{- $root := index . 0 -}}
{{ index . 1 }}-{{ printf "%s/%s/%s" $root.Release.Namespace $root.Release.Name (index . 1) | sha256sum | trunc 8 }}
{{- end -}}

{{- /* An image, from the mirror where one is configured: (list $ .Values.images.redis). */ -}}
{{- define "platform.image" -}}
{{- $root := index . 0 -}}
{{- if $root.Values.global.imageRegistry -}}
{{ $root.Values.global.imageRegistry | trimSuffix "/" }}/{{ regexReplaceAll "^[^/]+/" (index . 1) "" }}
{{- else -}}
{{ index . 1 }}
{{- end -}}
{{- end -}}

{{- /* Labels of an object: (list $ "api-server"). */ -}}
{{- define "platform.labels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/part-of: shakudo-platform
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
{{- end -}}

{{- /* Labels that select pods: (list $ "api-server"). */ -}}
{{- define "platform.selector" -}}
app.kubernetes.io/name: {{ index . 1 }}
app.kubernetes.io/part-of: shakudo-platform
{{- end -}}

{{- /* Keeps pods on the nodes of a pool: (list $ "hyperSys"). */ -}}
{{- define "platform.affinity" -}}
{{- $expressions := (index . 0).Values.nodeSelectorExpressions -}}
nodeAffinity:
  requiredDuringSchedulingIgnoredDuringExecution:
    nodeSelectorTerms:
      - matchExpressions:
          - key: {{ $expressions.key }}
            operator: In
            values: [{{ index $expressions.value (index . 1) }}]
{{- end -}}

{{- /* A password that every revision derives alike: (list $ "postgres"). */ -}}
{{- define "platform.password" -}}
{{- $root := index . 0 -}}
{{ printf "%s:%s" $root.Values.oauthClientSecret (index . 1) | sha256sum | trunc 32 }}
{{- end -}}
