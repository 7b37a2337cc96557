extension Starter {
    /// A GitHub Actions workflow: checks without secrets, then the plan as a comment on the pull request.
    static let workflowText = """
        # Checks every change of the pipelines; on a pull request the plan becomes a comment.
        #
        # Settings › Secrets and variables › Actions needs the secrets of .env.example, and a variable PIPELINE_URL: where your build
        # of `pipeline` for Linux can be fetched.
        name: pipeline

        on:
          pull_request:
          push:
            branches: [main]

        permissions:
          contents: read

        jobs:
          check:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - name: Install pipeline
                run: |
                  sudo apt-get update -qq
                  sudo apt-get install -y -qq libyaml-0-2 libcurl4 libsqlite3-0 libsimdjson-dev libre2-dev
                  curl -fsSL "$PIPELINE_URL" -o pipeline && sudo install pipeline /usr/local/bin/pipeline
                env:
                  PIPELINE_URL: ${{ vars.PIPELINE_URL }}
              - run: pipeline validate pipeline.yaml --strict
              - run: pipeline fmt --check pipeline.yaml
              - run: pipeline test pipeline.yaml

          plan:
            needs: check
            # Pull requests from forks have no secrets.
            if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository
            runs-on: ubuntu-latest
            permissions:
              contents: read
              pull-requests: write
            steps:
              - uses: actions/checkout@v4
              - name: Install pipeline
                run: |
                  sudo apt-get update -qq
                  sudo apt-get install -y -qq libyaml-0-2 libcurl4 libsqlite3-0 libsimdjson-dev libre2-dev
                  curl -fsSL "$PIPELINE_URL" -o pipeline && sudo install pipeline /usr/local/bin/pipeline
                env:
                  PIPELINE_URL: ${{ vars.PIPELINE_URL }}
              - name: Show what would change
                run: |
                  pipeline plan pipeline.yaml --format markdown > plan.md
                  gh pr comment "$PR" --body-file plan.md --edit-last --create-if-none
                env:
                  PR: ${{ github.event.pull_request.number }}
                  GH_TOKEN: ${{ github.token }}
                  ZOOM_ACCOUNT_ID: ${{ secrets.ZOOM_ACCOUNT_ID }}
                  ZOOM_CLIENT_ID: ${{ secrets.ZOOM_CLIENT_ID }}
                  ZOOM_CLIENT_SECRET: ${{ secrets.ZOOM_CLIENT_SECRET }}
                  BREVO_API_KEY: ${{ secrets.BREVO_API_KEY }}

        """
}
