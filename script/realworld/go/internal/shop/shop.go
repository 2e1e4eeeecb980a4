package shop

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/redis/go-redis/v9"
	"go.uber.org/zap"
)

// Release is what the bench changes to change a source file.
const Release = "0"

// Routes serves the prices of articles, from the cache if they are there.
func Routes(database *pgxpool.Pool, cache *redis.Client, logger *zap.Logger) http.Handler {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "price_requests_total"}, []string{"from"})
	prometheus.MustRegister(requests)
	routes := chi.NewRouter()
	routes.Handle("/metrics", promhttp.Handler())
	routes.Get("/release", func(response http.ResponseWriter, _ *http.Request) {
		_, _ = response.Write([]byte(Release))
	})
	routes.Get("/articles/{article}/price", func(response http.ResponseWriter, request *http.Request) {
		article := chi.URLParam(request, "article")
		if cached, err := cache.Get(request.Context(), article).Result(); err == nil {
			requests.WithLabelValues("cache").Inc()
			_, _ = response.Write([]byte(cached))
			return
		}
		requests.WithLabelValues("database").Inc()
		var price int
		row := database.QueryRow(request.Context(), "select price from articles where name = $1", article)
		if err := row.Scan(&price); err != nil {
			logger.Warn("no price", zap.String("article", article), zap.Error(err))
			http.Error(response, "no such article", http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(response).Encode(map[string]int{"price": price})
	})
	return routes
}
