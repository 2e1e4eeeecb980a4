{{- /*
  The certificate of a job on GitHub Actions. `.Token` has the claims of its identity token, `.owners` and
  `.server` come from ca.json.

  Any workflow on GitHub can get a token for this authority's audience, so the checks here are the only
  ones: without them, every user of GitHub gets a certificate. They compare numeric ids, because a name
  can be taken over by somebody else after a rename. `repository_owner_id` is the id of a user or an
  organization; `repository_id` would allow single repositories.
*/ -}}
{{- if not (has (toString .Token.repository_owner_id) .owners) }}
{{- fail (printf "repository_owner_id %v is not one of the owners that this authority serves" .Token.repository_owner_id) }}
{{- end }}
{{- /* It runs with the rights of the base branch, and may have checked out a fork's code. */ -}}
{{- if eq (toString .Token.event_name) "pull_request_target" }}
{{- fail "there is no certificate for the event pull_request_target" }}
{{- end }}
{
  "subject": {"commonName": {{ toJson .Token.repository }}},
  "uris": [{{ toJson (printf "%s/%s" .server .Token.repository) }}],
  "keyUsage": ["digitalSignature"],
  "extKeyUsage": ["clientAuth"]
}
