{{- /*
  The certificate of a job on GitLab CI. `.Token` has the claims of its identity token, `.owners` and
  `.server` come from ca.json.

  Any project on the same GitLab can get a token for this authority's audience, so the check here is the
  only one: without it, every user of that GitLab gets a certificate. `namespace_id` is the numeric id of
  the group or user right above the project; list each subgroup. `project_id` would allow single projects.
*/ -}}
{{- if not (has (toString .Token.namespace_id) .owners) }}
{{- fail (printf "namespace_id %v is not one of the namespaces that this authority serves" .Token.namespace_id) }}
{{- end }}
{
  "subject": {"commonName": {{ toJson .Token.project_path }}},
  "uris": [{{ toJson (printf "%s/%s" .server .Token.project_path) }}],
  "keyUsage": ["digitalSignature"],
  "extKeyUsage": ["clientAuth"]
}
