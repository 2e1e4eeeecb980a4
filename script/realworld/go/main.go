// A small but ordinary web service: routes, a database, a cache, metrics, structured logs.
package main

import (
	"context"
	"net/http"
	"os"

	"example.com/shop/internal/shop"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"
	"github.com/spf13/cobra"
	"go.uber.org/zap"
)

func main() {
	command := &cobra.Command{Use: "shop", RunE: serve}
	command.Flags().String("listen", ":8080", "address to listen on")
	if err := command.Execute(); err != nil {
		os.Exit(1)
	}
}

func serve(command *cobra.Command, _ []string) error {
	logger, err := zap.NewProduction()
	if err != nil {
		return err
	}
	database, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	cache := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDRESS")})
	listen, err := command.Flags().GetString("listen")
	if err != nil {
		return err
	}
	logger.Info("listening", zap.String("address", listen))
	return http.ListenAndServe(listen, shop.Routes(database, cache, logger))
}
