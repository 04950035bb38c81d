// The Dapr sidecar, for machines where it can neither be found nor downloaded but Go is there.
package main

import "github.com/dapr/dapr/cmd/daprd/app"

func main() {
	app.Run()
}
